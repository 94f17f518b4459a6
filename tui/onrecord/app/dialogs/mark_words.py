"""Selecting words on the keyboard, to make them a quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from onrecord.app.keys.keymap import Keystrokes, with_keys
from onrecord.app.keys.names import key_label
from onrecord.app.widgets.key_bar import KeyBar, KeyHint
from onrecord.articles.safe_text import visible
from onrecord.coding.marking import (
    CannotMarkError,
    Edge,
    MarkedWords,
    Unit,
    marked_words,
    moved_edge,
    next_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from onrecord.app.reader.view import TextView
    from onrecord.articles.article import Article
    from onrecord.articles.span import Span
    from onrecord.coding.item import Item


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do while words are marked."""

    name: str
    keys: tuple[str, ...]
    """As Textual names them; the first is the one shown."""
    title: str
    """One or two words, for the bottom line."""
    description: str
    """For help and documentation."""
    run: Callable[[MarkingScreen], None]


class MarkingScreen(ModalScreen[MarkedWords | None]):
    """A mode in which keys move the ends of the selection. Its result is the marked words, or None."""

    DEFAULT_CSS = """
    MarkingScreen KeyBar { dock: bottom; }
    """

    def __init__(
        self,
        reader: TextView,
        article: Article,
        items: Sequence[Item],
        selection: Span,
        chosen: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Prepare the mode.

        Args:
            reader: what shows the article.
            article: the article.
            items: its quotes.
            selection: what is selected at first, in code points of the shown text.
            chosen: the keys that the user chose for steps, by their names.
        """
        super().__init__()
        self.steps = with_keys(STEPS, chosen)
        """What can be done, with the keys in effect."""
        self._strokes = Keystrokes(self.steps)
        self._reader = reader
        self._article = article
        self._items = items
        self._selection = selection
        self._edge = Edge.END

    def compose(self) -> ComposeResult:
        yield KeyBar()

    def on_mount(self) -> None:
        self._select(self._selection)

    def take_key(self, key: str) -> bool:
        """Handle a key; return whether it did anything."""
        name = self._strokes.press(key)
        if name:
            self.run_step(name)
        elif name is not None:
            self.query_one(KeyBar).message = self._strokes.prompt
        return name is not None

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        self.run_step(event.command)

    def run_step(self, name: str) -> None:
        """Do the step of this name."""
        self.query_one(KeyBar).message = ""
        next(step for step in self.steps if step.name == name).run(self)

    def extend(self, unit: Unit, step: int) -> None:
        """Move the active end by a unit, forward (1) or back (-1)."""
        self._select(moved_edge(self._article.rendering, self._selection, self._edge, unit, step))

    def go_to_sentence(self, step: int) -> None:
        """Select the next (1) or previous (-1) sentence instead."""
        self._edge = Edge.END
        self._select(next_sentence(self._article.rendering, self._selection, step))

    def swap(self) -> None:
        """Make the other end the active one."""
        self._edge = Edge.START if self._edge is Edge.END else Edge.END
        self._select(self._selection)

    def mark(self) -> None:
        """Return the words; if they cannot be a quote, show why and continue."""
        try:
            self.dismiss(marked_words(self._article, self._selection, self._items))
        except CannotMarkError as error:
            self.query_one(KeyBar).message = visible(str(error))

    def leave(self) -> None:
        """Mark nothing."""
        self.dismiss(None)

    def show_help(self) -> None:
        """Show the steps with their keys, and run the one that is chosen."""
        from onrecord.app.dialogs.help import HelpScreen
        from onrecord.app.presenting.rows import key_choice

        def run(chosen: str | None) -> None:
            if chosen is not None:
                self.run_step(chosen)

        self.app.push_screen(HelpScreen("While marking words", list(map(key_choice, self.steps))), run)

    def _select(self, span: Span) -> None:
        self._selection = span
        self._reader.select(span)
        self._reader.uncover(span.start if self._edge is Edge.START else max(span.end - 1, span.start))
        self.query_one(KeyBar).hints = tuple(self._hints())

    def _hints(self) -> Iterator[KeyHint]:
        labels = {step.name: key_label(step.keys[0]) for step in self.steps if step.keys}
        titles = {step.name: step.title for step in self.steps} | {"other_end": f"{self._edge} moves"}
        for names in _HINTED:
            keys = " ".join(labels[name] for name in names if name in labels)
            if keys:
                yield KeyHint(keys, titles[names[-1]], names[-1])


def _extend(unit: Unit, step: int) -> Callable[[MarkingScreen], None]:
    return lambda screen: screen.extend(unit, step)


def _sentence(step: int) -> Callable[[MarkingScreen], None]:
    return lambda screen: screen.go_to_sentence(step)


STEPS = (
    Step("mark", ("enter", "v"), "quote", "Make the selected words a quote.", MarkingScreen.mark),
    Step("leave", ("escape", "q"), "leave", "Leave without marking anything.", MarkingScreen.leave),
    Step("next_sentence", ("j", "down"), "sentence", "Select the next sentence.", _sentence(1)),
    Step("previous_sentence", ("k", "up"), "sentence", "Select the previous sentence.", _sentence(-1)),
    Step("word_on", ("w", "ctrl+right"), "word", "Move the end on by a word.", _extend(Unit.WORD, 1)),
    Step("word_back", ("b", "ctrl+left"), "word", "Move the end back by a word.", _extend(Unit.WORD, -1)),
    Step("character_on", ("l", "right"), "char", "Move the end on by a character.", _extend(Unit.CHARACTER, 1)),
    Step("character_back", ("h", "left"), "char", "Move the end back by a character.", _extend(Unit.CHARACTER, -1)),
    Step(
        "sentence_on",
        ("right_parenthesis",),
        "to sentence",
        "Move the end on to where a sentence ends.",
        _extend(Unit.SENTENCE, 1),
    ),
    Step(
        "sentence_back",
        ("left_parenthesis",),
        "to sentence",
        "Move the end back to where a sentence ends.",
        _extend(Unit.SENTENCE, -1),
    ),
    Step(
        "paragraph_on",
        ("right_curly_bracket",),
        "to paragraph",
        "Move the end on to where a paragraph ends.",
        _extend(Unit.PARAGRAPH, 1),
    ),
    Step(
        "paragraph_back",
        ("left_curly_bracket",),
        "to paragraph",
        "Move the end back to where a paragraph ends.",
        _extend(Unit.PARAGRAPH, -1),
    ),
    Step("other_end", ("o",), "other end", "Move the start instead, or the end again.", MarkingScreen.swap),
    Step("help", ("question_mark", "f1"), "help", "Show what can be done here.", MarkingScreen.show_help),
)
"""The steps of marking words."""
_HINTED = (
    ("mark",),
    ("leave",),
    ("next_sentence", "previous_sentence"),
    ("word_back", "word_on"),
    ("character_back", "character_on"),
    ("sentence_back", "sentence_on"),
    ("paragraph_back", "paragraph_on"),
    ("other_end",),
    ("help",),
)
"""Steps shown in the bottom line, the more important first. A click runs the last of each."""
