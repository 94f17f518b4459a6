"""Turns the session's state into view models: marks for the readers, contents of lines and panels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style

from onrecord.app.project.anonymise import blind_name, blinded, blinded_head, without_names
from onrecord.app.project.view_options import ViewOptions
from onrecord.app.reader.badges import ACCEPTED, FLAGGED, OPEN, REJECTED
from onrecord.app.reader.marks import Focus, Mark, MarkState
from onrecord.app.widgets.actor_list import ActorLine
from onrecord.app.widgets.pane_edge import EdgeView, QuoteCell
from onrecord.app.widgets.quote_panel import QuoteView, StanceLine
from onrecord.articles.beginning import beginning_of
from onrecord.articles.safe_text import visible
from onrecord.coding.anchor_state import AnchorState
from onrecord.coding.codebook import sign_of
from onrecord.coding.record import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.app.project.actor_faces import ActorFaces
    from onrecord.app.project.searching import Search
    from onrecord.app.reader.styles import ReadingStyles
    from onrecord.app.theme.themes import Appearance
    from onrecord.articles.article import Article, ArticleHead
    from onrecord.articles.span import Span
    from onrecord.coding.cast import CastMember
    from onrecord.coding.codebook import Label
    from onrecord.coding.item import Item
    from onrecord.coding.record import Stance
    from onrecord.coding.session import ReviewSession
    from onrecord.quotes.quote import Phrase

_NOBODY = "nobody"
_NO_QUOTE = "not a quote"
_STATES = {
    None: "not yet reviewed",
    Verdict.ACCEPTED: "accepted",
    Verdict.REJECTED: "rejected",
    Verdict.ADDED: "added by hand",
}
_PLACES = {
    AnchorState.MOVED: "moved in the changed article",
    AnchorState.UNSURE: "needs a look: is this the quote that was coded?",
}
_EDGE = 400
"""The most quotes passed to a pane's edge at once."""
_EXCERPT = 220
"""The most code points of a quote shown in lists and forms: about three lines."""


class Presenter:
    """Builds what the widgets show; an actor has the same badge and style everywhere."""

    def __init__(self, actor_faces: ActorFaces, appearance: Appearance, keys: Iterable[str], project: Path) -> None:
        """Start with these faces and this theme; `keys` are those of all articles, in order."""
        self.actor_faces = actor_faces
        self.appearance = appearance
        self._project = project
        self._numbers = {key: number for number, key in enumerate(keys, 1)}
        self.view_options = ViewOptions()
        """The filter, order and modes that are set."""
        self.search: Search | None = None
        """The last search, as long as its matches are marked."""
        self._beginnings: dict[str, tuple[str, str]] = {}
        """How the text of each article without a title begins, with the text's digest."""
        self._met: tuple[CastMember, ...] = ()
        self._lines: tuple[ActorLine, ...] = ()
        self._lines_show: tuple[object, object, object] = ((), None, None)
        """What `_lines` was built from: as there can be thousands, it is rebuilt only when one of these changes."""

    @property
    def styles(self) -> ReadingStyles:
        """The styles of the texts."""
        return self.appearance.reading

    def label_style(self, label: Label | None) -> str:
        """Return the style of a stance label's name; empty if the label has no colour."""
        if label is None or not label.colour:
            return ""
        from onrecord.app.theme.contrast import legible

        theme = self.appearance.theme
        return legible(label.colour, [ground for ground in (theme.surface, theme.panel) if ground])

    def meet(self, session: ReviewSession) -> None:
        """Assign a face to every actor quoted in the session that has none yet."""
        members = session.members()
        if members is not self._met:
            self.actor_faces = self.actor_faces.with_actors(member.actor for member in members)
            self._met = members

    def badge(self, name: str) -> tuple[str, Style]:
        """Return the badge and its style, for text outside the reader; two spaces for an actor without a face."""
        face = self.actor_faces.faces.get(name)
        return (face.badge, _style(self.styles.badges[face.slot])) if face else ("  ", Style())

    def name_style(self, name: str) -> Style:
        """Return the style of an actor's words, for text outside the reader."""
        face = self.actor_faces.faces.get(name)
        return _style(self.styles.actors[face.slot]) if face else Style()

    def shown(self, session: ReviewSession, key: str) -> Article:
        """Return an article as the view options show it; its offsets stay the same."""
        article = self._anonymised(session.article(key))
        return self._focused(session, article) if self.view_options.focused else article

    def glance(self, session: ReviewSession, key: str) -> Article:
        """Return an article as the view options show it, without opening it; for going through many articles."""
        return self._anonymised(session.glance(key))

    def about(self, session: ReviewSession, key: str) -> ArticleHead:
        """Return an article's metadata, blinded when reading blind.

        An article without a title gets the shortened beginning of its text as one.
        """
        head = session.about(key)
        if self.view_options.blind:
            return blinded_head(head, self._numbers[key])
        if head.metadata.title:
            return head
        known = self._beginnings.get(key)
        if known is None or known[0] != head.sha256:
            known = self._beginnings[key] = (head.sha256, beginning_of(session.text(key)))
        return replace(head, metadata=head.metadata._replace(title=known[1] or None))

    def title(self, session: ReviewSession, key: str) -> str:
        """Return what an article is called on the screen."""
        return self.about(session, key).title if session.has(key) else self.name_of(key)

    def name_of(self, key: str) -> str:
        """Return the name of an article that may not have been read: its key, or a number when reading blind."""
        return blind_name(self._numbers[key]) if self.view_options.blind else key

    def told(self, message: str, key: str | None = None) -> str:
        """Return a message about files, without their names when reading blind; with `key`, about that article."""
        if not self.view_options.blind:
            return message
        numbers = self._numbers if key is None else {key: self._numbers[key]}
        return without_names(message, numbers, self._project)

    def _anonymised(self, article: Article) -> Article:
        return blinded(article, self._numbers[article.key]) if self.view_options.blind else article

    def _focused(self, session: ReviewSession, article: Article) -> Article:
        from onrecord.coding.excerpts import excerpted

        rendering = article.rendering
        shown = [item for item in session.items(article.key) if self.view_options.shows(session, item)]
        spans = [rendering.to_shown(*item.span) for item in shown]
        matches = self.search.within(article.key) if self.search else []
        return replace(article, rendering=excerpted(rendering, [*spans, *matches]))

    def mark(self, session: ReviewSession, article: Article, item: Item) -> Mark:
        """Return the reader's mark for a quote."""
        start, end = article.rendering.to_shown(*item.span)
        name = session.actor_name(item)
        if item.rejected and item.suggestion and item.suggestion.actor:
            # Keep the badge's width, so that a rejection does not move the text.
            name = session.cast.actor(item.suggestion.actor).name
        face = self.actor_faces.faces.get(name or "")
        badge, slot = (face.badge, face.slot) if face else ("", None)
        faded = not self.view_options.shows(session, item)
        sign, style = self._sign(session, item)
        return Mark(item.id, start, end, badge, slot, _state(item), item.flagged, item.state, sign, style, faded)

    def _sign(self, session: ReviewSession, item: Item) -> tuple[str, RichStyle | None]:
        """Return the sign of the stance toward the chosen target, doubled where it is strong, and its colour."""
        if item.record is None:
            return "", None
        stance = session.stance_toward(session.head(item), session.target)
        if stance is None:
            return "", None
        label = next((label for label in session.codebook.labels if label.name == stance.stance), None)
        sign = visible(sign_of(stance.stance, label)) * (2 if stance.strong else 1)
        return sign, RichStyle.parse(colour) if (colour := self.label_style(label)) else None

    def edge_view(self, session: ReviewSession, key: str, current: int | None) -> EdgeView:
        """Return what the lower edge of an article's pane shows; `current` is a quote's number, from 1.

        Of very many quotes, only those near the current one are included: no more would fit.
        """
        items, progress = session.items(key), session.progress(key)
        first = max(min((current or 1) - _EDGE // 2, len(items) - _EDGE), 0)
        cells = tuple(self._quote_cell(session, item) for item in items[first : first + _EDGE])
        where = f"{current} of {len(items)} · " if current else ""
        words = f"{where}{progress.reviewed}/{progress.quotes} reviewed" if progress.quotes else "no quotes"
        done = session.coding(key).done is not None
        return EdgeView(cells, first, len(items), current and current - 1, f"{words} · done" if done else words)

    def _quote_cell(self, session: ReviewSession, item: Item) -> QuoteCell:
        face = self.actor_faces.faces.get(session.actor_name(item) or "")
        style = self.styles.actors[face.slot % len(self.styles.actors)] if face else self.styles.scare
        sign, _ = self._sign(session, item)
        if item.rejected:
            return QuoteCell(REJECTED, RichStyle())
        if sign:
            return QuoteCell(sign[0], style + RichStyle(underline=len(sign) > 1))
        return QuoteCell(FLAGGED if item.flagged else ACCEPTED if item.reviewed else OPEN, style)

    def marks(self, session: ReviewSession, key: str) -> list[Mark]:
        """Return the reader's marks for an article's quotes."""
        article = session.article(key)
        return [self.mark(session, article, item) for item in session.items(key)]

    def excerpt(self, session: ReviewSession, item: Item) -> Content:
        """Return a quote with its actor's badge, in the actor's style."""
        name = session.actor_name(item)
        text = item.text if len(item.text) <= _EXCERPT else f"{item.text[:_EXCERPT]}…"
        words = Content.styled(f"“{visible(text)}”", self.name_style(name) if name else "$text-muted")
        return Content.assemble(Content.styled(*self.badge(name)), " ", words) if name else words

    def quote_view(self, session: ReviewSession, item: Item) -> QuoteView:
        """Return what the panel shows about a quote."""
        name = session.actor_name(item)
        letters, style = self.badge(name) if name else ("", None)
        return QuoteView(
            badge=letters,
            badge_style=style,
            actor=_NO_QUOTE if item.rejected else visible(name or _NOBODY),
            facts=tuple(visible(fact) for fact in (*_part(session, item), *_facts(item))),
            state=_STATES[item.verdict],
            place=_PLACES.get(item.state, ""),
            flagged=item.flagged,
            reason=visible(_reason(item)),
            stances=() if item.rejected else self._stance_lines(session, item),
            note=visible(item.note),
        )

    def panel_targets(self, session: ReviewSession, item: Item) -> tuple[str, ...]:
        """Return the targets whose stances the panel shows for a quote, the chosen target first."""
        return tuple(dict.fromkeys((session.target, *(stance.target for stance in session.stances(item)))))

    def _stance_lines(self, session: ReviewSession, item: Item) -> tuple[StanceLine, ...]:
        coded = {stance.target: stance for stance in session.stances(item)}
        labels = {label.name: label for label in session.codebook.labels}
        return tuple(
            StanceLine(
                visible(target),
                visible(describe_stance(coded[target])) if target in coded else "–",
                visible(_definition(session, target)) if target == session.target else "",
                chosen=target == session.target,
                style=self.label_style(labels.get(coded[target].stance)) if target in coded else "",
            )
            for target in self.panel_targets(session, item)
        )

    def actor_lines(self, session: ReviewSession) -> tuple[ActorLine, ...]:
        """Return the lines of the actor list."""
        shows = session.members(), self.actor_faces, self.appearance
        if any(new is not old for new, old in zip(shows, self._lines_show, strict=True)):
            self._lines = tuple(map(self._actor_line, session.members()))
            self._lines_show = shows
        return self._lines

    def _actor_line(self, member: CastMember) -> ActorLine:
        name = member.actor.name
        return ActorLine(*self.badge(name), visible(name), self.name_style(name), member.quotes)


def focus_of(article: Article, item: Item) -> Focus:
    """Return the current quote with the cue and mention from which the engine inferred its actor."""
    found = item.suggestion
    if found is None:
        return Focus(item.id)

    def shown(phrase: Phrase | None) -> Span | None:
        return article.rendering.to_shown(phrase.start, phrase.end) if phrase else None

    return Focus(item.id, cue=shown(found.cue), mention=shown(found.mention))


def describe_stance(stance: Stance) -> str:
    """Return a stance in words: "oppose, strong"."""
    return f"{stance.stance}, strong" if stance.strong else stance.stance


def _style(style: RichStyle) -> Style:
    return Style.from_rich_style(style)


def _state(item: Item) -> MarkState:
    if item.rejected:
        return MarkState.REJECTED
    return MarkState.ACCEPTED if item.reviewed else MarkState.OPEN


def _part(session: ReviewSession, item: Item) -> tuple[str, ...]:
    parts = session.parts(item)
    return (f"part {parts.index(item) + 1} of {len(parts)}",) if len(parts) > 1 else ()


def _facts(item: Item) -> list[str]:
    found = item.suggestion
    if item.rejected:
        return [f"found as {found.kind}", found.actor or _NOBODY] if found else []
    cue = f"“{found.cue.text}”" if found and found.cue else None
    to = f"to {item.addressee}" if item.addressee else None
    via = f"via {item.via}" if item.via else None
    return [fact for fact in (str(item.kind), cue, to, via) if fact]


def _reason(item: Item) -> str:
    if item.rejected:
        return ""
    if item.suggestion is None:
        return "marked by hand"
    found = item.suggestion
    if item.kind is not found.kind:
        return f"corrected, found as {found.kind}, {found.actor or _NOBODY}"
    if item.actor != found.actor:
        return f"actor corrected, found as {found.actor or _NOBODY}"
    return found.reason


def _definition(session: ReviewSession, name: str) -> str:
    target = session.codebook.target(name)
    return target.definition if target else ""
