"""What a stance can be, and what it can be about: the labels and targets of a study."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

MOST_LABELS = 9
"""A codebook has as many labels as there are stance keys, at most."""


@dataclass(frozen=True, slots=True)
class Label:
    """A value that a stance can take; stances refer to it by its name."""

    name: str
    definition: str = ""
    include: tuple[str, ...] = ()
    """Examples of what counts."""
    exclude: tuple[str, ...] = ()
    """Examples of what does not count."""
    scale: float | None = None
    """Its place on a scale from against (-1) to for (1); None where it takes no position."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is about: a proposition or an object."""

    name: str
    definition: str = ""
    include: tuple[str, ...] = ()
    """Examples of what counts."""
    exclude: tuple[str, ...] = ()
    """Examples of what does not count."""
    aliases: tuple[str, ...] = ()
    """Other names, among them those it had before; stances coded toward one of them are toward this target."""
    group: str = ""
    retired: bool = False
    """No longer offered for coding; stances coded toward it stand."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The labels, in the order of the stance keys, and the targets, in the order of the target list."""

    labels: tuple[Label, ...]
    targets: tuple[Target, ...]
    _by_name: dict[str, Target] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {alias.casefold(): target for target in reversed(self.targets) for alias in target.aliases}
        names |= {target.name.casefold(): target for target in reversed(self.targets)}
        object.__setattr__(self, "_by_name", names)

    def target(self, name: str) -> Target | None:
        """Return the target of that name or alias, in whichever case, or None where there is none."""
        return self._by_name.get(name.casefold())

    def with_target(self, name: str, definition: str = "") -> Codebook:
        """Return the codebook with a new target at the end, or as it is where one has that name or alias."""
        if self.target(name) is not None:
            return self
        return replace(self, targets=(*self.targets, Target(name, definition)))


DEFAULT_LABELS = (
    Label("support", "The actor speaks for the target.", scale=1.0),
    Label("oppose", "The actor speaks against the target.", scale=-1.0),
    Label("mixed", "Both for and against, or for it on a condition only.", scale=0.0),
    Label("none", "The actor mentions the target and takes no position."),
    Label("unclear", "The words take a position, but which one cannot be told from this article."),
)

GENERAL_TARGET = Target("general", "What the article is about as a whole.")


def default_codebook() -> Codebook:
    """Return the codebook of a folder that has none: five labels and one target."""
    return Codebook(DEFAULT_LABELS, (GENERAL_TARGET,))
