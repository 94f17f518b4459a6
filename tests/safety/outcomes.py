"""The table that every harness ends with: faults and their outcomes, counted."""

from __future__ import annotations

import signal
from collections import Counter


class Outcomes:
    """How often each outcome came of each fault; `bad` ones fail the run."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._counts: Counter[tuple[str, str]] = Counter()
        self.bad: list[str] = []
        """What must not happen and did, with what is needed to look at it."""

    def add(self, fault: str, outcome: str, number: int = 1) -> None:
        """Count an outcome that is in order."""
        self._counts[fault, outcome] += number

    def fail(self, fault: str, what: str) -> None:
        """Count an outcome that must not happen."""
        self._counts[fault, "BAD"] += 1
        self.bad.append(f"{fault}: {what}")

    def take_in(self, other: Outcomes) -> None:
        """Add what another part of the run counted."""
        self._counts += other._counts
        self.bad += other.bad

    def count(self, outcome: str) -> int:
        """Return how often an outcome came of any fault."""
        return sum(number for (_, name), number in self._counts.items() if name == outcome)

    def table(self) -> str:
        """Return the table, a row a fault."""
        outcomes = list(dict.fromkeys(outcome for _, outcome in self._counts))
        faults = list(dict.fromkeys(fault for fault, _ in self._counts))
        heads = [self.title, *outcomes]
        rows = [[fault, *(str(self._counts[fault, outcome] or "·") for outcome in outcomes)] for fault in faults]
        rows.append(["all", *(str(self.count(outcome)) for outcome in outcomes)])
        widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
        return "\n".join(
            "  ".join(cell.ljust(width) if n == 0 else cell.rjust(width) for n, (cell, width) in enumerate(line))
            for line in ([*zip(row, widths, strict=True)] for row in [heads, *rows])
        )

    def report(self) -> int:
        """Print the table and what went wrong; return the exit code."""
        print(self.table())
        for line in self.bad[:20]:
            print(f"  BAD {line}")
        return 1 if self.bad else 0


def report_when_interrupted() -> None:
    """Have an interrupt, or a polite end, break the run off: the table then tells how far it came."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
