"""What a check of a project finds, and how much it checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from onrecord.wording import counted

if TYPE_CHECKING:
    from onrecord.coding.record import ArticleCoding


class Finding(NamedTuple):
    """A fault, a repaired fault, or a remark."""

    message: str
    """File and line, what is wrong, and what to do or what was done."""
    mended: bool = False
    fault: bool = True
    """Whether something has to be done; False for a remark."""


@dataclass(slots=True)
class Extent:
    """How much was checked, counted during the check."""

    files: int = 0
    """Annotation files that could be read."""
    records: int = 0
    articles: set[str] = field(default_factory=set)
    """The keys of the articles with records."""

    def take_in(self, coding: ArticleCoding) -> None:
        """Count one more annotation file."""
        self.files += 1
        self.records += len(coding.records)
        self.articles.add(coding.article)

    def __str__(self) -> str:
        """Return the sentence for the user."""
        if not self.files:
            return "Checked the codebook: all is well. Nothing is coded yet."
        files, records = counted(self.files, "annotation file"), counted(self.records, "record")
        return f"Checked {files}, {records} and {counted(len(self.articles), 'article')}: all is well."
