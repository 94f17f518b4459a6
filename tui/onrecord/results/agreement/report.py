"""The agreement as text to read on a terminal."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from onrecord.results.agreement.bootstrap import FEWEST_ARTICLES
from onrecord.results.agreement.methods import methods_paragraph
from onrecord.results.agreement.units import Deed
from onrecord.results.agreement.wording import TITLES, band, interval, listed, number
from onrecord.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.results.agreement.comparison import Agreement, PairAgreement, VariableAgreement
    from onrecord.results.agreement.figures import Figures

_WIDTH = 78
_LONGEST = 32
"""Cells of a name in the first column of a table."""
_FEW_ARTICLES = 20
_DEEDS = (Deed.ACCEPTED, Deed.REJECTED, Deed.ADDED, Deed.LEFT, Deed.OPEN)


def report(agreement: Agreement) -> Iterator[str]:
    """Yield the lines of the report: units, figures, pairs, labels, articles, confusions, methods paragraph."""
    codings = agreement.codings
    if len(codings.coders) < 2:
        coders = f"Only {codings.coders[0]} has" if codings.coders else "Nobody has"
        yield f"{coders} coded here, so there is no agreement to compute: it takes two coders."
        return
    yield f"{listed(codings.coders)} · {counted(len(codings.articles), 'article')} · " + counted(
        len(agreement.units), "unit"
    )
    yield from _left_out(agreement)
    yield from ("", "DID THEY JUDGE THE SAME UNITS?", "")
    yield from _deeds(agreement)
    yield ""
    yield from _quotes(agreement)
    yield from ("", "HOW FAR DO THEY AGREE?", "")
    for each in agreement.variables:
        yield from _variable(each)
        yield ""
    yield from _few_articles(agreement)
    yield from ("METHODS", "")
    yield from wrap(methods_paragraph(agreement), _WIDTH)


def _left_out(agreement: Agreement) -> Iterator[str]:
    if agreement.codings.lost:
        records = counted(agreement.codings.lost, "record")
        yield f"{records} whose words stand nowhere in the article any more: not compared."
    if agreement.codings.older:
        yield f"{counted(agreement.codings.older, 'record')} older than --since: not compared."


def _deeds(agreement: Agreement) -> Iterator[str]:
    rows = [[coder, *(str(agreement.deeds[coder][deed]) for deed in _DEEDS)] for coder in agreement.codings.coders]
    yield from _table(["", *_DEEDS], rows)


def _quotes(agreement: Agreement) -> Iterator[str]:
    heads = ["", "both", "same edges", "first only", "second only", "both rejected", "F1 exact", "F1 overlapping"]
    rows = [
        [
            _pair_name(pair.coders),
            *map(str, (pair.both, pair.exact, pair.only_first, pair.only_second, pair.both_rejected)),
            number(pair.f1_exact),
            number(pair.f1_overlapping),
        ]
        for pair in agreement.quotes
    ]
    yield from _table(heads, rows)
    for pair in agreement.quotes:
        if pair.open:
            what = f"{counted(pair.open, 'quote')} of one that the other has not judged yet"
            yield f"{_pair_name(pair.coders)}: {what}: not counted."


def _variable(each: VariableAgreement) -> Iterator[str]:
    if each.overall is not None:
        yield from _figures(each.variable, each.overall)
        if each.overall.percent.value == 1.0:
            return  # and so has every part of it
    else:
        yield each.variable
    with_units = [pair for pair in each.pairs if pair.figures.units]
    if with_units and (each.overall is None or len(each.pairs) > 1):
        yield ""
        yield from _table(_HEADS, [_row(_pair_name(pair.coders), pair.figures) for pair in with_units])
    for title, parts in (("value, against all others", each.labels), ("article", each.articles)):
        if len(parts) > 1:
            yield ""
            yield from _parts(title, parts)
    for pair in with_units:
        if len({value for cell in pair.confusion for value in cell}) > 1:
            yield ""
            yield from _confusion(pair)


_HEADS = ["", "units", "percent", "kappa", "alpha", "95 % interval", "AC1"]


def _row(name: str, made: Figures) -> list[str]:
    ends = made.alpha.interval
    figures = [number(made.percent.value), number(made.cohen.value), number(made.alpha.value)]
    return [name, str(made.units), *figures, interval(ends) if ends else "–", number(made.ac1.value)]


def _figures(name: str, made: Figures) -> Iterator[str]:
    if not made.units:
        yield f"{name}: {made.alpha.why}, so there is no figure."
        return
    yield f"{name}: {counted(made.units, 'unit')}, {counted(made.values, 'value')}, {made.missing} missing"
    for key, figure in made.by_name().items():
        if figure.value is None:
            if key != "cohen_kappa" or len(made.coders) == 2:
                yield f"  {TITLES[key]:<21} {figure.why}"
            continue
        ends = interval(figure.interval) if figure.interval else ""
        where = band(figure.value) if key == "alpha" else ""
        yield f"  {TITLES[key]:<21} {number(figure.value):>6}  {ends:<14}  {where}".rstrip()
    if made.more_units:
        yield f"  for ± .05 around alpha: some {counted(made.more_units, 'more unit')} that two coders code"
    elif made.more_units == 0:
        yield "  the interval of alpha is within ± .05"


def _parts(title: str, parts: Mapping[str, Figures]) -> Iterator[str]:
    rows = [
        [name, str(made.units), number(made.percent.value), number(made.alpha.value), number(made.ac1.value)]
        for name, made in parts.items()
        if made.units
    ]
    if rows:
        yield from _table([title, "units", "percent", "alpha", "AC1"], rows)


def _confusion(pair: PairAgreement) -> Iterator[str]:
    values = sorted({value for cell in pair.confusion for value in cell})
    disagreed = {cell: len(units) for cell, units in pair.confusion.items() if cell[0] != cell[1]}
    first, second = pair.coders
    if len(values) <= 7:
        rows = [[row, *(str(len(pair.confusion.get((row, column), ()))) for column in values)] for row in values]
        yield from _table([f"{first} down, {second} across", *values], rows)
    elif disagreed:
        most = sorted(disagreed, key=lambda cell: (-disagreed[cell], cell))[:10]
        yield from _table([first, second, "units"], [[*cell, str(disagreed[cell])] for cell in most], texts=2)


def _few_articles(agreement: Agreement) -> Iterator[str]:
    articles = max((each.overall.articles for each in agreement.variables if each.overall), default=0)
    text = ""
    if 0 < articles < FEWEST_ARTICLES:
        text = f"Intervals are drawn from articles, and need {FEWEST_ARTICLES} that two coders have coded."
    elif FEWEST_ARTICLES <= articles < _FEW_ARTICLES:
        text = f"Intervals from {articles} articles are rough, and as a rule too narrow."
    if text:
        yield from wrap(text, _WIDTH)
        yield ""


def _pair_name(coders: tuple[str, str]) -> str:
    return f"{coders[0]} – {coders[1]}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> Iterator[str]:
    """Yield the lines of a table: the first columns (`texts` of them) to the left, numbers to the right."""
    short = [[_cut(cell) if place < texts else cell for place, cell in enumerate(row)] for row in [heads, *rows]]
    widths = [max(map(len, column)) for column in zip(*short, strict=True)]
    for row in short:
        cells = [
            cell.ljust(width) if place < texts else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  " + "  ".join(cells).rstrip()


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
