"""Annotation files whose articles are missing, because they were renamed, moved or removed."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from onrecord.results.findings import Finding
from onrecord.storage.errors import StorageError
from onrecord.storage.moved_articles import found_again, move_coding, orphans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from onrecord.articles.source import ArticleSource


class MissingArticles:
    """The annotation files whose articles are missing, and where these articles are now."""

    def __init__(self, project: Path, sources: Sequence[ArticleSource]) -> None:
        self._project = project
        try:
            lost = orphans(project, sources)
        except StorageError:
            lost = []
        self.files = {orphan.file: orphan.coding for orphan in lost}
        self._moves = {move.old: move.new for move in found_again(project, lost, sources)}

    def findings(self, path: Path, *, mend: bool) -> Iterator[Finding]:
        """Yield the findings about one file; with `mend`, move the file if its article was found beyond doubt."""
        coding = self.files[path]
        old, new = coding.article, self._moves.get(coding.article)
        what = f"{path}: its article {old} is missing"
        if new is None:
            number = len(coding.records)
            records = "1 record waits" if number == 1 else f"{number} records wait"
            how = f"“onrecord move {quote(str(self._project / old))} NEW” says where it is now"
            yield Finding(f"{what}, and {records} for it. Put it back; {how}.")
        elif mend:
            try:
                (moved,) = move_coding(self._project, old, new, coding.coder)
            except StorageError as error:
                yield Finding(str(error))
            else:
                yield Finding(f"{what}; its coding went to {new}, which has the same text: {moved}.", mended=True)
        else:
            places = " ".join(quote(str(self._project / key)) for key in (old, new))
            yield Finding(f"{what}; {new} has its text. “onrecord move {places}” takes the coding along, or --fix.")
