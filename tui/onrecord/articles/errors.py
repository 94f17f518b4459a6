"""What goes wrong with one article."""

from __future__ import annotations

from onrecord.articles.safe_text import visible
from onrecord.errors import OnrecordError


class ArticleError(OnrecordError):
    """One article cannot be read; the others can.

    Args:
        problem: what is wrong and what to do, as a sentence.
        name: the file (and line) that it is about; shown with its control characters made visible.
    """

    def __init__(self, problem: str, name: str = "") -> None:
        super().__init__(problem, name)
        self.problem = problem
        self.name = name

    def __str__(self) -> str:
        return f"{visible(self.name)}: {self.problem}" if self.name else self.problem
