"""Builds the forms of the verbs that a data file lists, as its language builds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(slots=True)
class Forms:
    """The forms of one verb, in lower case; those of a verb without a prefix that leaves it have `prefix` empty."""

    base: str
    finite: list[str] = field(default_factory=list)
    mood: list[str] = field(default_factory=list)
    """Of reported speech, as the German subjunctive ("er *komme*")."""
    participle: str = ""
    """Of the present, where it stands as a clause of its own ("*adding* that")."""
    perfect: str = ""
    """The participle that an auxiliary stands with, where it is not used as the one of the present."""
    prefix: str = ""
    """The part that leaves the verb in some clauses ("teilt … *mit*"); the other forms are without it."""


class Inflection:
    """How a language builds the forms of its verbs, by the rows of its data file."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._rows = [(tuple(row["endings"].split()) or ("",), row) for row in data["inflection"]]
        self._prefix: str = data.get("perfect_prefix", "")
        self._without = tuple(data.get("no_perfect_prefix", "").split())
        self._without_before = tuple(data.get("no_perfect_prefix_before", "").split())
        self._plural: str = data.get("strong_plural", "")

    def regular(self, entry: str) -> Forms:
        """Return the forms of a verb that is given by its base form, a stroke after a prefix that leaves it."""
        prefix, _, base = entry.rpartition("|")
        row = self._row(base)
        stem = base[: len(base) - row["strip"]]
        forms = Forms(base, [stem + ending for ending in row["finite"].split()], prefix=prefix)
        if "participle" in row:
            forms.participle = stem + row["participle"]
        if "perfect" in row:
            forms.mood = [stem + ending for ending in row["mood"].split()]
            bare = base.startswith(self._without) or base.endswith(self._without_before)
            forms.perfect = ("" if bare else self._prefix) + stem + row["perfect"]
        return forms

    def irregular(self, row: str) -> Forms:
        """Return the forms of a verb that is given by all of them: base, other finite ones, participle."""
        base, *finite, participle = row.split()
        return Forms(base, finite, participle=participle)

    def strong(self, row: str) -> Forms:
        """Return the forms of a verb that is given by base, present, past and participle."""
        entry, present, past, perfect = row.split()
        prefix, _, base = entry.rpartition("|")
        plural = past + (self._plural.removeprefix("e") if past.endswith("e") else self._plural)
        pattern = self._row(base)
        mood = base[: len(base) - pattern["strip"]] + pattern["mood"]
        return Forms(base, [present, past, plural], [mood], perfect=perfect, prefix=prefix)

    def _row(self, base: str) -> dict[str, Any]:
        return next(row for endings, row in self._rows if base.endswith(endings))


def forms_of(data: dict[str, Any], name: str, inflection: Inflection, words: Sequence[str]) -> Iterator[Forms]:
    """Yield the forms of all verbs of one class; `words` are its regular ones."""
    for entry in words:
        yield inflection.regular(entry)
    for row in data.get(f"{name}_irregular", ()):
        yield inflection.irregular(row)
    for row in data.get(f"{name}_strong", "").splitlines():
        yield inflection.strong(row)
