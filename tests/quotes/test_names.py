"""The name under which a speaker is shown."""

from pathlib import Path

import pytest
import yaml

from onrecord.quotes.extract import find_quotes

DATA = Path(__file__).parents[1] / "data"
SPEAKERS = yaml.safe_load((DATA / "named_speakers.yaml").read_text(encoding="utf-8"))
NAMES = [
    (
        "“No,” said Pieter van den Brink, a dyke warden. Van den Brink called it “a joke.”",
        ["Pieter van den Brink"] * 2,
    ),
    ("Board member Rosa de la Cruz Ortega: “We heard nothing at all.”", ["Rosa de la Cruz Ortega"]),
    ("“We wait,” said Omar al-Rashidi. Al-Rashidi added: “Long enough.”", ["Omar al-Rashidi"] * 2),
    ("“We wait,” said Jean d’Alene. “Not here,” d’Alene added.", ["Jean d’Alene"] * 2),
    ("“It rains,” said Walid Abu Nasser. “It pours,” Abu Nasser said.", ["Walid Abu Nasser"] * 2),
    (
        "Moira Flynn MP spoke first. “I object,” Flynn said. “So do I,” said Dan Weir MEP.",
        ["Moira Flynn", "Dan Weir"],
    ),
    ("“I paid,” said Otto Lund Sr. “He did not,” said Otto Lund Jr.", ["Otto Lund Sr.", "Otto Lund Jr."]),
    ("“The roof leaks,” Ludo “Duck” Perini said.", ["Ludo Perini", None]),
    ("“It ends here,” wrote FBI General Counsel Paula A. Baker in a letter.", ["Paula A. Baker"]),
    ("Filmmaker Ruth Orloff said the law was “a muzzle.”", ["Ruth Orloff"]),
    ("“Too late,” said Ellen R. Moss. Ellen Moss left. Ellen Moss had seen enough.", ["Ellen Moss"]),
    ("Moss spoke in Ohio. In Ohio Moss said the town “was asleep.” Greta Moss is a judge.", ["Greta Moss"]),
    ("The statement said: “The dam will hold.”", ["statement"]),
    ("The Harbour Post said in an editorial that the fee was “a mistake.”", ["Harbour Post"]),
    ("The Post reported that the mayor was “worn out.”", ["Post"]),
    ("He told the Harbour Post so. “He never rang,” the Post said.", ["Harbour Post"]),
]


@pytest.mark.parametrize(("text", "actors"), NAMES, ids=[text[:40] for text, _ in NAMES])
def test_a_speaker_has_the_name_that_a_reader_would_give(text, actors):
    assert [quote.actor for quote in find_quotes(text, language="en")] == actors


def test_of_two_people_of_one_last_name_the_one_just_spoken_of_is_meant():
    text = (
        "Senator Ada Roth met farmers. Roth said the price was “a scandal.” Ada Roth left early.\n\n"
        "Her brother Emil Roth, who grows wheat, stayed. Roth said it was “a shame.”"
    )
    assert [quote.actor for quote in find_quotes(text, language="en")] == ["Ada Roth", "Emil Roth"]


@pytest.mark.parametrize(
    ("way", "case"),
    [(way, case) for way, cases in SPEAKERS.items() for case in cases],
    ids=lambda value: value if isinstance(value, str) else value["text"][:40],
)
def test_each_way_of_naming_a_speaker(way, case):
    quotes = find_quotes(case["text"], language="en")
    found = [
        f"{quote.kind} | {' and '.join(filter(None, (quote.actor, *quote.co_actors))) or '-'}" for quote in quotes
    ]
    assert found == case["found"], way
