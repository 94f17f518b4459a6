"""The rules are about news, not about these people: with every name of the sample swapped for an invented one of
another length, the same quotes are found."""

from pathlib import Path

import pytest

from onrecord.quotes.extract import find_quotes

SEEDS = Path(__file__).parents[2] / "seeds"
SWAPS = {
    "Xi Jinping": "Qo Vandelaar",
    "Joe Biden": "Anton Brzezicki",
    "Antony Blinken": "Maximilian Oduya",
    "Wendy Sherman": "Greta Lu",
    "Ryan Hass": "Bartholomew Winterbottom",
    "Vladimir Putin": "Igor Malenkovich",
    "Jake Sullivan": "Ned Popplewell",
    "Yang Jiechi": "Lum Tsaritsyn",
    "Sebastian Smith": "Ole Featherstone",
    "Barack Obama": "Cuthbert Amundsen",
    "barack Obama": "cuthbert Amundsen",
    "Brookings Institution": "Featherbed Institution",
    "Xinhua": "Lorimava",
    "CCTV": "QTVX",
    "CNN": "ZBN",
}
WORDS = {
    old: new
    for full, swapped in SWAPS.items()
    for old, new in [(full, swapped), *zip(full.split(), swapped.split(), strict=True)]
    if old != "Institution"
}


def swap(text):
    for old in sorted(WORDS, key=len, reverse=True):
        text = text.replace(old, f"\0{old[::-1]}\0")
    for old, new in WORDS.items():
        text = text.replace(f"\0{old[::-1]}\0", new)
    return text


def summary(quotes, rename):
    fields = [
        (quote.kind, *(rename(name or "-") for name in (quote.text, quote.actor, quote.via, quote.addressee)))
        for quote in quotes
    ]
    return sorted(fields)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_other_names_give_the_same_quotes(path):
    text = path.read_text(encoding="utf-8")
    swapped = swap(text)
    assert len(swapped) != len(text)
    assert summary(find_quotes(swapped), str) == summary(find_quotes(text), swap)
