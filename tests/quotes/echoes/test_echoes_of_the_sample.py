"""The sample: which quotes of its two articles are one utterance."""

from pathlib import Path

from onrecord.articles.errors import ArticleError
from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.find import find_echoes
from onrecord.quotes.echoes.read import print_paths


def test_the_sample_has_five_echoes_and_a_possible_one(seeds: Path) -> None:
    prints = [found for found in print_paths([seeds]) if not isinstance(found, ArticleError)]
    found = {(group.status, group.actor, group.longest.text[:25]) for group in find_echoes(prints)}
    assert found == {
        (Status.ECHO, "Wendy Sherman", "understand that their fut"),
        (Status.ECHO, "Antony Blinken", "will make clear that Chin"),
        (Status.ECHO, "Antony Blinken", "leverage"),
        (Status.ECHO, "Xi Jinping", "shoulder international re"),
        (Status.ECHO, "Xi Jinping", "peace and security are th"),
        (Status.POSSIBLE, "Xi Jinping", "Conflict and confrontatio"),
    }


def test_one_outlet_dropped_a_sentence_of_sherman(seeds: Path) -> None:
    prints = [found for found in print_paths([seeds]) if not isinstance(found, ArticleError)]
    sherman = next(group for group in find_echoes(prints) if group.actor == "Wendy Sherman")
    assert sherman.members[1].difference == "9 words cut at the end (negation)"
    assert sherman.longest.outlet == "themoscowtimes.com"
    assert sherman.longest.date == "2022-03-18"
