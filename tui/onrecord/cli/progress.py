"""A progress bar for commands that take long."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Task

T = TypeVar("T")


class _Rate(ProgressColumn):
    """The column that shows steps per second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed is not None else "")


def with_bar(steps: Iterator[T], total: int, what: str) -> Iterator[T]:
    """Yield the steps, counting them with a bar on standard error that is labelled `what`."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield from bar.track(steps, total=total)


@contextmanager
def share_bar(what: str) -> Iterator[Callable[[float], None]]:
    """Show a bar on standard error, labelled `what`, that is moved by telling it the share done, from 0 to 1."""
    columns = (TextColumn(what), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)
