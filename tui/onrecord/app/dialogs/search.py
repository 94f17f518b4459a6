"""Searching all articles, with the matches listed while typing."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import Input

from onrecord.app.dialogs.picker import Picker
from onrecord.app.presenting.rows import Choice
from onrecord.app.project.searching import MOST_MATCHES, Search, search_of
from onrecord.articles.safe_text import visible
from onrecord.articles.search import Query, SearchError, find_matches, parse_query, snippet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.articles.article import Article
    from onrecord.articles.span import Span

_AT_A_TIME = 50
"""Articles that are searched before the next key is handled."""
_TITLE = 22
"""Cells of an article's title in the list."""
_NOTHING = "Nothing is found. Try fewer words, or a part of one; Esc leaves."
_HELP = "Words as they stand, or a /regular expression/. Case does not matter."


class SearchedText(NamedTuple):
    """An article to search: its key, what it is called, and how to get at it."""

    key: str
    title: Callable[[], str]
    article: Callable[[], Article]


class SearchScreen(Picker):
    """A field to type in and the matches below it. Its result is the number of the match to go to."""

    def __init__(self, texts: Sequence[SearchedText], asked: str) -> None:
        """Prepare to search these texts; `asked` is what was searched for last."""
        super().__init__("Search all articles", [])
        self._texts = texts
        self._by_key = {text.key: text for text in texts}
        self._asked = asked
        self._submitted = False
        self.searching = False
        """Whether what is typed is still being looked for."""
        self.search: Search | None = None
        """What was found; None where nothing was."""

    def on_mount(self) -> None:
        self.query_one(Input).value = self._asked
        self.typed(self._asked)

    def typed(self, words: str) -> None:
        """Search for the text typed now, and cancel the search before."""
        self.searching, self._submitted = True, False
        self.run_worker(self._look_for(words), group="searching", exclusive=True)

    def entered(self) -> None:
        """Go to the highlighted match, once the search has ended."""
        if self.searching:
            self._submitted = True
        else:
            super().entered()

    async def _look_for(self, asked: str) -> None:
        found: list[tuple[str, list[Span]]] = []
        fault = ""
        try:
            query = parse_query(asked)
            for start in range(0, len(self._texts), _AT_A_TIME):
                if query is None:
                    break
                found += await to_thread(_search, query, self._texts[start : start + _AT_A_TIME])
        except SearchError as error:
            fault, found = str(error), []
        self.searching = False
        self._show(asked, found, fault)
        if self._submitted:
            self.entered()

    def _show(self, asked: str, found: list[tuple[str, list[Span]]], fault: str) -> None:
        search = search_of(asked, found)
        self.search = search if search.matches else None
        self._choices = {}
        self._list("")
        if not search.matches:
            self._show_detail(fault or (_NOTHING if asked.strip("/ ") else _HELP))
        self.query_one(".dialog").border_subtitle = Content(f" {_counted(search, len(found))}Esc cancels ")

    def _matching(self, _query: str) -> list[str]:
        return [str(number) for number in range(len(self.search.matches))] if self.search else []

    def _nothing(self, _words: str) -> str:
        return ""  # said below the list, where there is room for more than a line

    def _choice(self, value: str) -> Choice | None:
        if self.search is None or value in self._choices:
            return self._choices.get(value)
        key, span = self.search.matches[int(value)]
        return self._choices.setdefault(value, _choice(value, self._by_key[key], span))


def _search(query: Query, texts: Sequence[SearchedText]) -> list[tuple[str, list[Span]]]:
    found = ((text.key, find_matches(query, text.article().rendering.text)) for text in texts)
    return [(key, spans) for key, spans in found if spans]


def _choice(value: str, text: SearchedText, span: Span) -> Choice:
    before, words, after = (visible(part) for part in snippet(text.article().rendering.text, span))
    title = Content(visible(text.title())).truncate(_TITLE, ellipsis=True, pad=True)
    label = Content.assemble(title.stylize("$text-muted"), "  ", before, (words, "bold reverse"), after)
    return Choice(value, label, (), detail=text.title())


def _counted(search: Search, articles: int) -> str:
    number = len(search.matches)
    if not number:
        return ""
    more = "The first " if number == MOST_MATCHES else ""
    matches = "1 match" if number == 1 else f"{number} matches"
    return f"{more}{matches} in {'1 article' if articles == 1 else f'{articles} articles'} · Enter goes there · "
