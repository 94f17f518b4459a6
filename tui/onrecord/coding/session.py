"""The review session: all that a coder can do, and the one place that holds what has been done.

It knows neither the screen nor the disk. Every use case returns a `Change`, which says what to save and repaint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.coding import judgement
from onrecord.coding.cast import Cast, CastMember, count_quotes
from onrecord.coding.history import Edit, History, Step, apply_edits
from onrecord.coding.item import Item, item_of, items_of, lost_records, position, untouched_record
from onrecord.coding.record import ArticleCoding, Record
from onrecord.quotes.quote import quote_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.articles.article import Article
    from onrecord.coding.codebook import Codebook
    from onrecord.quotes.quote import Actor, Kind, Quote, QuotedArticle


class Place(NamedTuple):
    """A quote of an article; without a quote, the article's done mark."""

    article: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What an action changed: quotes whose articles are to be saved, and which are to be painted anew."""

    title: str
    """What was done, as the screen names it."""
    places: tuple[Place, ...]
    """Everything changed; the first is where to go to see it. None where only the codebook changed."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose coding changed."""
        return tuple(dict.fromkeys(place.article for place in self.places))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review has come, in numbers of quotes."""

    quotes: int = 0
    reviewed: int = 0
    flagged: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(self.quotes + other.quotes, self.reviewed + other.reviewed, self.flagged + other.flagged)


def utc_now() -> str:
    """Return the present moment as records keep it: UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class ReviewSession:
    """The articles under review, their quotes, and what one coder decided about them."""

    def __init__(self, coder: str, codebook: Codebook, now: Callable[[], str] = utc_now) -> None:
        self.coder = coder
        self.codebook = codebook
        self.target = codebook.targets[0].name
        """The target that the stance keys code toward."""
        self.cast = Cast()
        self._now = now
        self._articles: dict[str, Article] = {}
        self._quotes: dict[str, dict[str, Quote]] = {}
        self._codings: dict[str, ArticleCoding] = {}
        self._items: dict[str, tuple[Item, ...]] = {}
        self._progress: dict[str, Progress] = {}
        self._recent_actors: list[str] = []
        self._recent_targets: list[str] = []
        self._history = History()

    # What is under review

    def add_article(self, article: Article, coding: ArticleCoding | None) -> None:
        """Take in an article, or a new reading of it, with what its annotation file holds (None: no file yet)."""
        self._articles[article.key] = article
        self._quotes.setdefault(article.key, {})
        self.take_in(coding or ArticleCoding(article.key, article.sha256, article.title, self.coder))

    def take_in(self, coding: ArticleCoding) -> None:
        """Take in an article's coding as it now stands in its file."""
        self._codings[coding.article] = coding
        self._refresh(coding.article)

    def take_in_quotes(self, found: Iterable[QuotedArticle], actors: Sequence[Actor]) -> None:
        """Take in the quotes found in articles of this session, and the actors of all articles."""
        for quoted in found:
            key = quoted.article
            self._quotes[key] = {quote_id(key, quote.start, quote.end): quote for quote in quoted.quotes}
            self._refresh(quoted.article)
        recorded = chain.from_iterable(coding.records for coding in self._codings.values())
        self.cast = Cast(tuple(actors)).with_names(record.actor for record in recorded if record.actor)

    # What the reviewer sees

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order in which they came."""
        return tuple(self._articles.values())

    def article(self, key: str) -> Article:
        """Return the article of that key. Raises KeyError for one that is not under review."""
        return self._articles[key]

    def coding(self, key: str) -> ArticleCoding:
        """Return all that the coder decided about an article."""
        return self._codings[key]

    def items(self, key: str) -> tuple[Item, ...]:
        """Return an article's quotes in the order of the text; none for an article that is not under review."""
        return self._items.get(key, ())

    def item(self, key: str, identifier: str) -> Item | None:
        """Return the quote of that id, or None where the article has none."""
        return next((item for item in self.items(key) if item.id == identifier), None)

    def number(self, key: str, identifier: str | None) -> int | None:
        """Return which of its article's quotes this is, counted from 1; None for one it does not have."""
        ids = [item.id for item in self.items(key)]
        return ids.index(identifier) + 1 if identifier in ids else None

    def lost_records(self, key: str) -> tuple[Record, ...]:
        """Return the records whose words no longer stand in the article where they say."""
        return lost_records(self._articles[key], self._codings[key].records)

    def actor_name(self, item: Item) -> str | None:
        """Return the canonical name of the quote's actor."""
        return self.cast.actor(item.actor).name if item.actor else None

    def members(self) -> tuple[CastMember, ...]:
        """Return the actors quoted anywhere, the most quoted first."""
        return count_quotes(self.cast, chain.from_iterable(self._items.values()))

    def actor_names(self) -> tuple[str, ...]:
        """Return every actor's name for choosing: the recently chosen, the most quoted, then the rest."""
        quoted = (member.actor.name for member in self.members())
        known = (actor.name for actor in self.cast.actors)
        return tuple(dict.fromkeys(chain(self._recent_actors, quoted, known)))

    def target_names(self) -> tuple[str, ...]:
        """Return every target's name for choosing: the recently chosen first, then the codebook's order."""
        in_order = (target.name for target in self.codebook.targets if not target.retired)
        return tuple(dict.fromkeys(chain(self._recent_targets, in_order)))

    def progress(self, key: str | None = None) -> Progress:
        """Return how far the review of one article, or of all, has come."""
        if key is not None:
            return self._progress.get(key, Progress())
        return sum(self._progress.values(), start=Progress())

    def neighbour(self, key: str, identifier: str | None, step: int, *, unreviewed: bool = False) -> Item | None:
        """Return the next (`step` 1) or previous (-1) quote of an article, or None at its end.

        Without a quote to start from (`identifier` None) the walk begins at the article's first or last one.
        """
        items = self.items(key)
        positions = {item.id: index for index, item in enumerate(items)}
        start = positions.get(identifier) if identifier else None
        if start is None:
            start = -1 if step > 0 else len(items)
        ahead = items[start + 1 :] if step > 0 else items[:start][::-1]
        return next((item for item in ahead if not (unreviewed and item.reviewed)), None)

    # What the reviewer does

    def choose_target(self, name: str) -> None:
        """Make a target the one that stance keys code toward. It stays chosen."""
        self.target = name
        _move_to_front(self._recent_targets, name)

    def replace_codebook(self, codebook: Codebook) -> None:
        """Go on with another codebook, such as one with a target more."""
        self.codebook = codebook

    def accept(self, item: Item) -> Change | None:
        """Accept the quote as it stands. None where it is accepted already."""
        return self._judge(item, "accept", lambda record: record)

    def accept_rest(self, key: str) -> Change | None:
        """Accept all that is not yet reviewed in an article, as one step. None where all is reviewed."""
        article = self._articles[key]
        rest = [item for item in self.items(key) if not item.reviewed]
        title = "accept 1 quote" if len(rest) == 1 else f"accept {len(rest)} quotes"
        return self._edit_all(
            title, [(item, judgement.accepted(item, untouched_record(article, item))) for item in rest]
        )

    def toggle_rejected(self, item: Item) -> Change | None:
        """Say that this is no quote; said of a rejected one, open it again."""
        record = untouched_record(self._articles[item.article], item)
        if item.rejected:
            return self._edit(item, "take the rejection back", judgement.reopened(record))
        rejected = None if item.suggestion is None else judgement.rejected(record)
        return self._edit(item, "reject", rejected)

    def set_stance(self, item: Item, stance: str) -> Change | None:
        """Code a stance toward the chosen target, and accept the quote; the same one again makes it strong."""
        target, when = self.target, self._now()
        _move_to_front(self._recent_targets, target)
        return self._judge(
            item,
            f"code {target}: {stance}",
            lambda record: judgement.with_stance(record, target, stance, when),
        )

    def clear_stance(self, item: Item) -> Change | None:
        """Clear the stance toward the chosen target. None where none is coded."""
        if item.record is None or item.stance_toward(self.target) is None:
            return None
        return self._edit(item, f"clear {self.target}", judgement.without_stance(item.record, self.target))

    def set_actor(self, item: Item, actor: str | None) -> Change | None:
        """Correct whose words these are (None: not known), and accept the quote."""
        if actor:
            _move_to_front(self._recent_actors, actor)
            self.cast = self.cast.with_names([actor])
        return self._judge(item, f"actor {actor or 'unknown'}", lambda record: judgement.with_actor(record, actor))

    def correct(self, item: Item, kind: Kind, via: str | None, addressee: str | None) -> Change | None:
        """Correct the kind, who relays the words and to whom they were said, and accept the quote."""
        return self._judge(
            item,
            f"correct to {kind}",
            lambda record: judgement.with_kind(replace(record, via=via, addressee=addressee), kind),
        )

    def set_note(self, item: Item, note: str) -> Change | None:
        """Write a note on the quote; an empty one takes the note away."""
        record = untouched_record(self._articles[item.article], item)
        return self._edit(item, "note", judgement.with_note(record, note.strip()))

    def toggle_flag(self, item: Item) -> Change | None:
        """Flag the quote to come back to it, or take the flag away."""
        record = untouched_record(self._articles[item.article], item)
        title = "take the flag away" if item.flagged else "flag"
        return self._edit(item, title, judgement.with_flag(record, flag=not item.flagged))

    def toggle_done(self, key: str) -> Change:
        """Mark the article as done, or take the mark away."""
        before = self._codings[key].done
        title = "article not done" if before else "article done"
        return self._take(Step(title, (Edit(key, done_before=before, done_after=None if before else self._now()),)))

    @property
    def to_undo(self) -> Step | None:
        """What `undo` would carry out, or None where nothing is left to take back."""
        return self._history.to_take_back

    @property
    def to_redo(self) -> Step | None:
        """What `redo` would carry out, or None where nothing was taken back."""
        return self._history.to_bring_back

    def undo(self) -> Change | None:
        """Take back the last action, in whichever articles it was. None where nothing is left to take back."""
        step = self.to_undo
        if step is None:
            return None
        self._history.take_back()
        return self._carry_out(step)

    def redo(self) -> Change | None:
        """Do again what was taken back last. None where there is nothing."""
        step = self.to_redo
        if step is None:
            return None
        self._history.bring_back()
        return self._carry_out(step)

    # How it is done

    def _judge(self, item: Item, title: str, correct: Callable[[Record], Record]) -> Change | None:
        record = untouched_record(self._articles[item.article], item)
        return self._edit(item, title, correct(judgement.accepted(item, record)))

    def _edit(self, item: Item, title: str, after: Record | None) -> Change | None:
        return self._edit_all(title, [(item, after)])

    def _edit_all(self, title: str, pairs: Iterable[tuple[Item, Record | None]]) -> Change | None:
        """Give each quote its new record, as one step. None where that changes nothing."""
        edits = tuple(
            Edit(item.article, quote=item.id, before=item.record, after=after)
            for item, after in pairs
            if after != item.record
        )
        return self._take(Step(title, edits)) if edits else None

    def _take(self, step: Step) -> Change:
        self._history.add(step)
        return self._carry_out(step)

    def _carry_out(self, step: Step) -> Change:
        for key in dict.fromkeys(edit.article for edit in step.edits):
            edits = [edit for edit in step.edits if edit.article == key]
            article = self._articles[key]
            coding = apply_edits(edits, self._codings[key])
            self._codings[key] = replace(coding, sha256=article.sha256, title=article.title)
            if len(edits) > 1:
                self._refresh(key)
            elif edits[0].quote is not None:
                self._refresh_item(article, edits[0].quote, edits[0].after)
        return Change(step.title, tuple(Place(edit.article, edit.quote) for edit in step.edits))

    def _refresh(self, key: str) -> None:
        records = self._codings[key].records
        self._put_items(key, items_of(self._articles[key], self._quotes[key], records))

    def _refresh_item(self, article: Article, identifier: str, record: Record | None) -> None:
        item = item_of(article, identifier, self._quotes[article.key].get(identifier), record)
        others = [other for other in self._items[article.key] if other.id != identifier]
        items = sorted([*others, item], key=position) if item is not None else others
        self._put_items(article.key, tuple(items))

    def _put_items(self, key: str, items: tuple[Item, ...]) -> None:
        self._items[key] = items
        reviewed, flagged = sum(item.reviewed for item in items), sum(item.flagged for item in items)
        self._progress[key] = Progress(len(items), reviewed, flagged)


def _move_to_front(names: list[str], name: str) -> None:
    if name in names:
        names.remove(name)
    names.insert(0, name)
