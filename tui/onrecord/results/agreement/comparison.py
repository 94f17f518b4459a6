"""The agreement of a project's coders: per variable, pair, article and label."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.results.agreement.codings import Selection, read_codings
from onrecord.results.agreement.figures import figures
from onrecord.results.agreement.units import deeds_of, pairs_of, quote_agreement, units_of
from onrecord.results.agreement.variables import Variable, compared_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onrecord.results.agreement.codings import ProjectCodings
    from onrecord.results.agreement.coefficients import Values
    from onrecord.results.agreement.figures import Figures
    from onrecord.results.agreement.units import Deed, QuoteAgreement, Unit
    from onrecord.results.agreement.variables import ComparedUnit

MOST_LABELS = 20
"""Of this many values at most, the most frequent, the agreement is computed for each by itself."""
_OTHER = "(other)"


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """The agreement of two coders on one variable."""

    coders: tuple[str, str]
    figures: Figures
    confusion: Mapping[tuple[str, str], tuple[ComparedUnit, ...]]
    """The units behind each cell of the confusion table, by the value of the first and the second coder."""


@dataclass(frozen=True, slots=True)
class VariableAgreement:
    """The agreement on one variable."""

    variable: Variable
    overall: Figures | None
    """Of all coders together; None where each is compared with one of them only."""
    pairs: tuple[PairAgreement, ...]
    articles: Mapping[str, Figures]
    """Of each article by itself, without intervals; as `overall`, empty where coders are compared with one."""
    labels: Mapping[str, Figures]
    """Of each of the most frequent values against all others together, without intervals."""
    units: tuple[ComparedUnit, ...]
    """All units with a value, also those that only one coder gave."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of a project's coders."""

    codings: ProjectCodings
    units: tuple[Unit, ...]
    deeds: Mapping[str, Mapping[Deed, int]]
    """What each coder did with the units, by coder."""
    quotes: tuple[QuoteAgreement, ...]
    """Whether the coders of each pair judged the same units."""
    variables: tuple[VariableAgreement, ...]


def agreement(project: Path, selection: Selection | None = None) -> Agreement:
    """Return the agreement of a project's coders.

    Raises:
        UsageError: a coder that is named has coded nothing.
        StorageError: the codebook cannot be read.
    """
    return compare(read_codings(project, selection or Selection()))


def compare(codings: ProjectCodings) -> Agreement:
    """Return the agreement of codings that have been read."""
    units = tuple(units_of(codings))
    pairs = pairs_of(codings.coders, codings.against)
    return Agreement(
        codings=codings,
        units=units,
        deeds={coder: deeds_of(units, coder) for coder in codings.coders},
        quotes=tuple(quote_agreement(units, *pair) for pair in pairs),
        variables=tuple(_variable(variable, units, codings, pairs) for variable in Variable),
    )


def _variable(
    variable: Variable, units: Sequence[Unit], codings: ProjectCodings, pairs: Sequence[tuple[str, str]]
) -> VariableAgreement:
    coders = codings.coders
    scale = None
    if variable is Variable.STANCE:
        scale = {label.name: label.scale for label in codings.codebook.labels if label.scale is not None}
    compared = tuple(compared_units(variable, units, coders))
    by_article = _by_article(compared)
    values = {article: [one.values for one in units] for article, units in by_article.items()}
    with_all = not codings.against
    return VariableAgreement(
        variable=variable,
        overall=figures(coders, values, scale) if with_all else None,
        pairs=tuple(_pair(pair, coders, by_article, scale) for pair in pairs),
        articles=_of_articles(coders, values, scale) if with_all else {},
        labels=_of_labels(coders, values) if with_all else {},
        units=compared,
    )


def _of_articles(
    coders: Sequence[str], values: Mapping[str, Sequence[Values]], scale: Mapping[str, float] | None
) -> dict[str, Figures]:
    return {
        article: figures(coders, {article: rows}, scale, with_intervals=False) for article, rows in values.items()
    }


def _of_labels(coders: Sequence[str], values: Mapping[str, Sequence[Values]]) -> dict[str, Figures]:
    given = Counter(value for rows in values.values() for row in rows for value in row if value is not None)

    def against_rest(label: str, row: Values) -> Values:
        return [value and (value if value == label else _OTHER) for value in row]

    labels = sorted(sorted(given, key=lambda label: (-given[label], label))[:MOST_LABELS])
    return {
        label: figures(
            coders,
            {article: [against_rest(label, row) for row in rows] for article, rows in values.items()},
            with_intervals=False,
        )
        for label in labels
    }


def _by_article(compared: Sequence[ComparedUnit]) -> dict[str, list[ComparedUnit]]:
    articles: dict[str, list[ComparedUnit]] = {}
    for one in compared:
        articles.setdefault(one.unit.article, []).append(one)
    return articles


def _pair(
    pair: tuple[str, str],
    coders: Sequence[str],
    articles: Mapping[str, Sequence[ComparedUnit]],
    scale: Mapping[str, float] | None,
) -> PairAgreement:
    first, second = map(coders.index, pair)
    values = {
        article: [(one.values[first], one.values[second]) for one in compared]
        for article, compared in articles.items()
    }
    confusion: dict[tuple[str, str], list[ComparedUnit]] = {}
    for compared in articles.values():
        for one in compared:
            mine, theirs = one.values[first], one.values[second]
            if mine is not None and theirs is not None:
                confusion.setdefault((mine, theirs), []).append(one)
    return PairAgreement(
        pair, figures(pair, values, scale), {cell: tuple(units) for cell, units in sorted(confusion.items())}
    )
