"""The agreement for other programs: figures as JSON lines, and a row for each unit behind them as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from onrecord.results.agreement.methods import methods_paragraph
from onrecord.results.spreadsheet import guarded
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.results.agreement.comparison import Agreement, VariableAgreement
    from onrecord.results.agreement.figures import Figure, Figures


def write_jsonl(agreement: Agreement, stream: BinaryIO) -> None:
    """Write the figures as JSON, an object a line; `about` says what it is of."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for line in _lines(agreement):
        stream.write(encode(line).encode() + b"\n")


def _lines(agreement: Agreement) -> Iterator[dict[str, object]]:
    codings = agreement.codings
    yield {
        "about": "project",
        "onrecord": __version__,
        "coders": codings.coders,
        "articles": len(codings.articles),
        "units": len(agreement.units),
        "codebooks": codings.codebooks,
        "lost": codings.lost,
        "older": codings.older,
        "methods": methods_paragraph(agreement),
    }
    for coder, deeds in agreement.deeds.items():
        yield {"about": "coder", "coder": coder} | {deed.name.lower(): count for deed, count in deeds.items()}
    for pair in agreement.quotes:
        yield {
            "about": "quotes",
            **pair._asdict(),
            "f1_exact": pair.f1_exact,
            "f1_overlapping": pair.f1_overlapping,
        }
    for each in agreement.variables:
        yield from _variable_lines(each)


def _variable_lines(each: VariableAgreement) -> Iterator[dict[str, object]]:
    variable: dict[str, object] = {"variable": each.variable}
    if each.overall is not None:
        yield {"about": "variable"} | variable | _figures(each.overall)
    for pair in each.pairs:
        confusion = [[*cell, len(units)] for cell, units in pair.confusion.items()]
        yield {"about": "pair"} | variable | _figures(pair.figures) | {"confusion": confusion}
    for label, made in each.labels.items():
        yield {"about": "label"} | variable | {"label": label} | _figures(made)
    for article, made in each.articles.items():
        yield {"about": "article"} | variable | {"article": article} | _figures(made)


def _figures(made: Figures) -> dict[str, object]:
    counts = ("coders", "articles", "units", "values", "missing", "more_units")
    figures = {name: _figure(figure) for name, figure in made.by_name().items()}
    return {name: getattr(made, name) for name in counts} | figures


def _figure(figure: Figure) -> dict[str, object]:
    ends = figure.interval
    return {
        "value": figure.value,
        "low": ends.low if ends else None,
        "high": ends.high if ends else None,
        "why": figure.why or None,
    }


def write_csv(agreement: Agreement, stream: BinaryIO) -> None:
    """Write a row for each unit of each variable: the value of each coder, and whether it counted or why not.

    A coder without a value has the reason in brackets in its place. For spreadsheets: UTF-8 with a byte-order mark,
    lines ending in CR LF, and a `'` before what a spreadsheet would take for a formula or number.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    coders = agreement.codings.coders
    writer.writerow(
        ["variable", "article", "start", "end", "exact", "target", *map(guarded, coders), "counted", "why"]
    )
    for each in agreement.variables:
        for one in each.units:
            unit = one.unit
            values = [f"[{cell.why}]" if cell.value is None else guarded(cell.value) for cell in one.cells]
            place = [guarded(unit.article), unit.span.start, unit.span.end, guarded(unit.exact)]
            counted = ["true" if one.counted else "false", one.why_not]
            writer.writerow([each.variable.value, *place, guarded(one.target or ""), *values, *counted])
    text.flush()
    text.detach()
