"""The articles under review, their quotes, and what one coder decided about them: the part that only reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.articles.article_store import ArticleStore, PackedArticle
from onrecord.coding.cast import Cast, CastMember, count_quotes
from onrecord.coding.item import Item, fresh_item, fresh_items, item_of, items_of, lost_records, places_of, position
from onrecord.coding.joined_quotes import head_of, parts_of, unjudged_parts
from onrecord.coding.record import ArticleCoding, Record
from onrecord.coding.tally import tally_of
from onrecord.quotes.quote import quote_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.articles.article import Article, ArticleHead
    from onrecord.coding.anchoring import Anchoring
    from onrecord.coding.codebook import Codebook, Target
    from onrecord.coding.doubt import Doubts
    from onrecord.coding.record import Stance
    from onrecord.coding.tally import Tally
    from onrecord.quotes.quote import Actor, Quote, QuotedArticle


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review has come, in numbers of quotes."""

    quotes: int = 0
    reviewed: int = 0
    flagged: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(self.quotes + other.quotes, self.reviewed + other.reviewed, self.flagged + other.flagged)

    def __sub__(self, other: Progress) -> Progress:
        return Progress(self.quotes - other.quotes, self.reviewed - other.reviewed, self.flagged - other.flagged)


class ReviewState:
    """The articles under review, their quotes, and what one coder decided about them."""

    def __init__(self, coder: str, codebook: Codebook) -> None:
        self.coder = coder
        self.codebook = codebook
        self.target = codebook.targets[0].name
        """The target that the stance keys code toward."""
        self.cast = Cast()
        self._articles = ArticleStore()
        self._order: Sequence[str] = ()
        self._quotes: dict[str, dict[str, Quote]] = {}
        self._codings: dict[str, ArticleCoding] = {}
        self._items: dict[str, tuple[Item, ...]] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        """The number of each quote in its article, from 1, by article and id. Filled on demand."""
        self._doubts: dict[str, Doubts] = {}
        """The order by doubt of each article. Filled on demand."""
        self._expected: dict[str, Tally] = {}
        """The counts of articles that are not under review yet."""
        self._anchorings: dict[str, Anchoring] = {}
        """The searches in articles that have changed since they were coded, to find each quote only once."""
        self._progress: dict[str, Progress] = {}
        self._overall = Progress()
        self._named: Counter[str] = Counter()
        """Number of quotes by actor name over all articles, without rejected ones."""
        self._members: tuple[CastMember, ...] | None = None
        self._found_actors: tuple[Actor, ...] = ()
        self._recent_actors: list[str] = []
        self._recent_targets: list[str] = []

    # Adding articles, codings and quotes

    def arrange(self, keys: Sequence[str]) -> None:
        """Set the order of the articles; `keys` has the keys of all that may be added."""
        self._order = keys

    def expect(self, key: str, tally: Tally) -> None:
        """Count the records of an article that is not under review yet, replacing an earlier count."""
        if key not in self._articles:
            self._expect(key, tally)

    def add_article(self, article: Article | PackedArticle, coding: ArticleCoding | None) -> None:
        """Add an article, or a new reading of it, with the content of its annotation file (None: no file yet).

        Its records are counted at once. Their places in the text are found when its quotes are needed or arrive, so
        that this happens only once.
        """
        self._articles.put(article)
        head = article.head if isinstance(article, PackedArticle) else article
        self._quotes.setdefault(head.key, {})
        self._anchorings.pop(head.key, None)
        self._codings[head.key] = coding or ArticleCoding(head.key, head.sha256, head.title, self.coder)
        if head.key in self._items:
            self._refresh(head.key)
        else:
            self._expect(head.key, tally_of(self._codings[head.key]))

    def take_in(self, coding: ArticleCoding) -> None:
        """Replace an article's coding by the present content of its file."""
        self._codings[coding.article] = coding
        self._refresh(coding.article)

    def take_in_quotes(self, found: Iterable[QuotedArticle], actors: Sequence[Actor]) -> None:
        """Add the quotes found in articles of this session, and set the actors of all articles."""
        for quoted in found:
            self.take_in_found(quoted)
        self.take_in_actors(actors)

    def take_in_found(self, quoted: QuotedArticle) -> None:
        """Set the quotes found in one article of this session."""
        key = quoted.article
        self._quotes[key] = {quote_id(key, quote.start, quote.end): quote for quote in quoted.quotes}
        self._refresh(key)

    def take_in_actors(self, actors: Sequence[Actor]) -> None:
        """Set the actors found in all articles."""
        self._found_actors = tuple(actors)
        self._recast()

    def _recast(self) -> None:
        self._members = None
        named = (name for name, number in self._named.items() if number > 0)
        # A quote that is gone from its article is not counted for an actor.
        changed = chain.from_iterable(self._codings[key].records for key in self._anchorings)
        found = Cast(self._found_actors).settled(self.codebook.actors)
        self.cast = found.with_names(chain(named, (record.actor for record in changed if record.actor)))

    # Reading

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the articles, in their order in the project if it is known, else as they were added."""
        return tuple(key for key in self._order if key in self._articles) or tuple(self._articles)

    def has(self, key: str) -> bool:
        """Return whether the article of that key is under review."""
        return key in self._articles

    def article(self, key: str) -> Article:
        """Return the article of that key. Raises KeyError for one that is not under review."""
        return self._articles[key]

    def about(self, key: str) -> ArticleHead:
        """Return everything but the text of an article. Raises KeyError for one that is not under review."""
        return self._articles.about(key)

    def glance(self, key: str) -> Article:
        """Return the article of that key without keeping it in memory: for going through many."""
        return self._articles.peek(key)

    def text(self, key: str) -> str:
        """Return the text of the article of that key, without what is shown of it: for going through many."""
        return self._articles.text(key)

    def coding(self, key: str) -> ArticleCoding:
        """Return the coder's decisions about an article."""
        return self._codings[key]

    def items(self, key: str) -> tuple[Item, ...]:
        """Return an article's quotes in the order of the text; none for an article that is not under review."""
        if key not in self._items and key in self._articles:
            self._refresh(key)
        return self._items.get(key, ())

    def item(self, key: str, identifier: str) -> Item | None:
        """Return the quote of that id, or None where the article has none."""
        number = self.number(key, identifier)
        return None if number is None else self._items[key][number - 1]

    def number(self, key: str, identifier: str | None) -> int | None:
        """Return the quote's number in its article, from 1, or None if the article does not have it."""
        if key not in self._numbers:
            self._numbers[key] = {item.id: number for number, item in enumerate(self.items(key), 1)}
        return self._numbers[key].get(identifier or "")

    def lost_records(self, key: str) -> tuple[Record, ...]:
        """Return the records whose words are no longer in the article, because it has changed."""
        self.items(key)
        if key not in self._anchorings:
            return ()  # only a search finds that a quote is gone
        return lost_records(self._codings[key].records, self._anchorings[key])

    def moved_items(self, key: str) -> tuple[Item, ...]:
        """Return the quotes that are no longer where they were coded, found beyond doubt or not."""
        items = self.items(key)
        return tuple(item for item in items if item.here is not None) if key in self._anchorings else ()

    def doubts(self, key: str) -> Doubts:
        """Return an article's quotes, the most doubtful first."""
        if key not in self._doubts:
            from onrecord.coding.doubt import doubts_of

            self._doubts[key] = doubts_of(self.items(key))
        return self._doubts[key]

    def actor_name(self, item: Item) -> str | None:
        """Return the canonical name of the quote's actor."""
        return self.cast.actor(item.actor).name if item.actor else None

    def stances(self, item: Item) -> tuple[Stance, ...]:
        """Return the stances coded on the quote's utterance, one for each target, by the targets' present names."""
        return self.codebook.settled(self.head(item).stances)

    def stance_toward(self, item: Item, target: str) -> Stance | None:
        """Return the stance coded toward a target under any of its names, or None."""
        name = self.codebook.target_name(target)
        return next((stance for stance in self.codebook.settled(item.stances) if stance.target == name), None)

    def members(self) -> tuple[CastMember, ...]:
        """Return the actors quoted anywhere, the most quoted first."""
        if self._members is None:
            self._members = count_quotes(self.cast, self._named)
        return self._members

    def actor_names(self) -> tuple[str, ...]:
        """Return every actor's name for choosing: the recently chosen, the most quoted, then the rest."""
        quoted = (member.actor.name for member in self.members())
        known = (actor.name for actor in self.cast.actors)
        return tuple(dict.fromkeys(chain(self._recent_actors, quoted, known)))

    @property
    def last_actor(self) -> str | None:
        """The actor that was chosen last in a correction, or None before the first one."""
        return self._recent_actors[0] if self._recent_actors else None

    def offered_targets(self) -> tuple[Target, ...]:
        """Return the targets to choose from, in the codebook's order."""
        return tuple(target for target in self.codebook.targets if not target.retired)

    def recent_targets(self) -> tuple[Target, ...]:
        """Return the targets that were chosen or coded toward, the last one first, without retired ones."""
        known = (self.codebook.target(name) for name in self._recent_targets)
        return tuple(target for target in known if target is not None and not target.retired)

    def progress(self, key: str | None = None) -> Progress:
        """Return the progress of one article, or of all."""
        return self._overall if key is None else self._progress.get(key, Progress())

    def head(self, item: Item) -> Item:
        """Return the first part of the utterance that a quote is a part of, which carries its stances."""
        if not item.reviewed:
            return self.parts(item)[0]
        return head_of(self.items(item.article), item)

    def parts(self, item: Item) -> tuple[Item, ...]:
        """Return the parts of a quote's utterance, itself among them, in the order of the text."""
        if not item.reviewed:
            return unjudged_parts(self.items(item.article), item, self._articles.text(item.article))
        return parts_of(self.items(item.article), item)

    def quotes_of(self, actor: str) -> tuple[Item, ...]:
        """Return the quotes of the actor of that canonical name, in all articles, rejected ones left out."""
        items = chain.from_iterable(map(self.items, self.keys))
        return tuple(item for item in items if not item.rejected and self.actor_name(item) == actor)

    # Keeping items and counts up to date

    def _refresh(self, key: str) -> None:
        records = self._codings[key].records
        if not records:
            self._anchorings.pop(key, None)
            self._put_items(key, fresh_items(key, self._quotes[key]))
            return
        anchoring = self._anchorings.get(key) or _anchoring(self._articles.text(key))
        self._put_items(key, items_of(key, self._quotes[key], records, anchoring))
        if anchoring.searched:
            self._anchorings[key] = anchoring

    def _refresh_item(self, article: Article, identifier: str, record: Record | None) -> None:
        key = article.key
        before = self.item(key, identifier)
        # In an article that has changed, ids and places depend on the other records.
        quote = self._quotes[key].get(identifier)
        if before is None or quote is None or key in self._anchorings:
            self._refresh(key)
            return
        after: Item | None = fresh_item(key, identifier, quote)
        if record is not None:
            anchoring = _anchoring(article.text)
            place = places_of((record,), anchoring)[identifier]
            if anchoring.searched:
                self._refresh(key)
                return
            after = item_of(key, before.suggestion, record, place, article.text)
        items = (after if item.id == identifier else item for item in self._items[key])
        self._put_items(key, tuple(sorted((item for item in items if item is not None), key=position)))

    def _put_items(self, key: str, items: tuple[Item, ...]) -> None:
        expected = self._expected.pop(key, None)
        before = expected.actors if expected else _names(self._items.get(key, ()))
        self._items[key] = items
        self._numbers.pop(key, None)
        self._doubts.pop(key, None)
        records = [item.record for item in items if item.record is not None]
        reviewed = sum(record.verdict is not None for record in records)
        flagged = sum(record.flag for record in records)
        self._count(key, before, _names(items), Progress(len(items), reviewed, flagged))

    def _expect(self, key: str, tally: Tally) -> None:
        before = self._expected.get(key)
        if before != tally:
            self._expected[key] = tally
            progress = Progress(tally.records, tally.reviewed, tally.flagged)
            self._count(key, before.actors if before else {}, tally.actors, progress)

    def _count(self, key: str, before: Mapping[str, int], named: Mapping[str, int], progress: Progress) -> None:
        if named != before:
            self._named.subtract(before)
            self._named.update(named)
            self._members = None
        self._overall = self._overall - self.progress(key) + progress
        self._progress[key] = progress


def _anchoring(text: str) -> Anchoring:
    from onrecord.coding.anchoring import Anchoring

    return Anchoring(text)


def _names(items: Iterable[Item]) -> Counter[str]:
    return Counter([actor for item in items if (actor := item.actor) and not item.rejected])
