"""The paragraph that a paper's methods section can begin from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.results.agreement.bootstrap import DRAWS, SEED
from onrecord.results.agreement.variables import Variable
from onrecord.results.agreement.wording import TITLES, listed, number, with_interval
from onrecord.version import __version__
from onrecord.wording import counted

if TYPE_CHECKING:
    from onrecord.results.agreement.comparison import Agreement
    from onrecord.results.agreement.figures import Figures

_NAMES = {
    Variable.QUOTE: "whether words are a quote",
    Variable.ACTOR: "actor",
    Variable.KIND: "kind of quote",
    Variable.TARGET: "targets of a quote",
    Variable.STANCE: "stance toward a target",
    Variable.STRENGTH: "strength of a stance",
}
_DIGITS = 12
"""Of a codebook's SHA-256: enough to tell two versions apart."""


def methods_paragraph(agreement: Agreement) -> str:
    """Return a paragraph that names version, codebook, coders, units and figures, and claims nothing else.

    Whether the coders worked independently, how they were trained and how articles were sampled is for the authors
    to add.
    """
    codings = agreement.codings
    digests = codings.codebooks or ((codings.codebook.sha256,) if codings.codebook.sha256 else ())
    versions = [digest[:_DIGITS] for digest in digests]
    codebook = f"version{'s' * (len(versions) > 1)} {listed(versions)}" if versions else "built in"
    articles, coders = counted(len(codings.articles), "article"), counted(len(codings.coders), "coder")
    labels, targets = counted(len(codings.codebook.labels), "stance label"), len(codings.codebook.targets)
    were = "was" if len(codings.articles) == 1 else "were"
    sentences = [
        f"{articles} {were} coded by {coders} ({listed(codings.coders)}) with onrecord {__version__} "
        f"and a codebook of {labels} and {counted(targets, 'target')} ({codebook}).",
        "Codings of one quote were matched by their place in the article. Values are compared where at least two "
        "coders gave one.",
    ]
    sentences += [_of_pair(pair.coders, pair.f1_overlapping) for pair in agreement.quotes]
    for each in agreement.variables:
        if each.overall is not None:
            sentences.append(_of_variable(_NAMES[each.variable], each.overall))
        for pair in each.pairs if each.overall is None else ():
            sentences.append(_of_variable(f"{_NAMES[each.variable]}, {' and '.join(pair.coders)}", pair.figures))
    if any(each.overall and each.overall.alpha.interval for each in agreement.variables):
        sentences.append(
            f"Brackets hold 95 % percentile intervals from {DRAWS:,} bootstrap samples of articles (seed {SEED})."
        )
    return " ".join(sentence for sentence in sentences if sentence)


def _of_pair(coders: tuple[str, str], f1: float | None) -> str:
    if f1 is None:
        return ""
    return f"{coders[0]} and {coders[1]} took the same words for quotes with an F1 of {number(f1)} (overlapping)."


def _of_variable(name: str, made: Figures) -> str:
    if not made.units:
        return f"{name[0].upper()}{name[1:]}: {made.alpha.why}."
    figures = "; ".join(
        f"{TITLES[key]} {with_interval(figure)}"
        for key, figure in made.by_name().items()
        if figure.value is not None or key == "alpha"
    )
    count = f"{counted(made.units, 'unit')}, {counted(made.missing, 'missing value')}"
    return f"{name[0].upper()}{name[1:]} ({count}): {figures}."
