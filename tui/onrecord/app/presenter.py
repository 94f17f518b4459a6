"""What the screen shows of a session: marks for the readers, and the contents of the lines and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from onrecord.app.reader.marks import Focus, Mark, MarkState
from onrecord.app.widgets.actor_list import ActorLine
from onrecord.app.widgets.quote_panel import QuoteView, StanceLine
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from rich.style import Style as RichStyle

    from onrecord.app.palette import Palette
    from onrecord.app.reader.styles import ReadingStyles
    from onrecord.articles.article import Article, Span
    from onrecord.coding.item import Item
    from onrecord.coding.record import Stance
    from onrecord.coding.session import ReviewSession
    from onrecord.quotes.quote import Phrase


class Presenter:
    """Gives every actor the same badge and style wherever they appear."""

    def __init__(self, palette: Palette, styles: ReadingStyles) -> None:
        self.palette = palette
        self.styles = styles

    def meet(self, session: ReviewSession) -> None:
        """Give everybody a face who is quoted in the session and has none yet."""
        self.palette = self.palette.with_actors(member.actor for member in session.members())

    def badge(self, name: str) -> tuple[str, Style]:
        """Return the badge and its style, for text outside the reader; two blanks for who is not quoted."""
        face = self.palette.faces.get(name)
        return (face.badge, _style(self.styles.badges[face.slot])) if face else ("  ", Style())

    def name_style(self, name: str) -> Style:
        """Return the style of an actor's words, for text outside the reader."""
        face = self.palette.faces.get(name)
        return _style(self.styles.actors[face.slot]) if face else Style()

    def mark(self, session: ReviewSession, article: Article, item: Item) -> Mark:
        """Return how the reader marks a quote."""
        start, end = article.rendering.to_shown(*item.span)
        face = self.palette.faces.get(session.actor_name(item) or "")
        badge, slot = (face.badge, face.slot) if face else ("", None)
        return Mark(item.id, start, end, badge, slot, _state(item), item.flagged)

    def marks(self, session: ReviewSession, key: str) -> list[Mark]:
        """Return how the reader marks an article's quotes."""
        article = session.article(key)
        return [self.mark(session, article, item) for item in session.items(key)]

    def excerpt(self, session: ReviewSession, item: Item) -> Content:
        """Return a quote with its actor's badge, in the actor's style."""
        name = session.actor_name(item)
        words = Content.styled(f"“{visible(item.text)}”", self.name_style(name) if name else "$text-muted")
        return Content.assemble(Content.styled(*self.badge(name)), " ", words) if name else words

    def quote_view(self, session: ReviewSession, item: Item) -> QuoteView:
        """Return what the panel shows of a quote."""
        name = session.actor_name(item)
        letters, style = self.badge(name) if name else ("", None)
        return QuoteView(
            badge=letters,
            badge_style=style,
            actor=visible(name) if name else None,
            facts=tuple(visible(fact) for fact in _facts(item)),
            verdict=str(item.verdict) if item.verdict else "not yet reviewed",
            flagged=item.flagged,
            reason=visible(_reason(item)),
            stances=_stance_lines(session, item),
            note=visible(item.note),
        )

    def actor_lines(self, session: ReviewSession, current: str | None) -> tuple[ActorLine, ...]:
        """Return the list of actors, `current` being the name of the one whose quote is looked at."""
        return tuple(
            ActorLine(
                *self.badge(member.actor.name),
                name=visible(member.actor.name),
                name_style=self.name_style(member.actor.name),
                quotes=member.quotes,
                current=member.actor.name == current,
            )
            for member in session.members()
        )


def focus_of(article: Article, item: Item) -> Focus:
    """Return the current quote with the cue and mention by which the machine knew its actor."""
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


def _facts(item: Item) -> list[str]:
    facts = [str(item.kind)]
    cue = item.suggestion.cue if item.suggestion else None
    if cue is not None:
        facts.append(f"“{cue.text}”")
    if item.addressee:
        facts.append(f"to {item.addressee}")
    if item.via:
        facts.append(f"via {item.via}")
    return facts


def _reason(item: Item) -> str:
    if item.suggestion is None:
        return "marked by hand"
    if item.record and item.record.verdict and item.actor != item.suggestion.actor:
        return f"corrected from {item.suggestion.actor or 'nobody'}"
    return item.suggestion.reason


def _definition(session: ReviewSession, name: str) -> str:
    target = session.codebook.target(name)
    return target.definition if target else ""


def _stance_lines(session: ReviewSession, item: Item) -> tuple[StanceLine, ...]:
    coded = {stance.target: describe_stance(stance) for stance in item.stances}
    targets = dict.fromkeys((session.target, *coded))
    return tuple(
        StanceLine(
            visible(target),
            visible(coded.get(target, "")),
            visible(_definition(session, target)) if target == session.target else "",
            chosen=target == session.target,
        )
        for target in targets
    )
