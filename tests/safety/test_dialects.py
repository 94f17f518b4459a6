"""Other readers and damaged files, in short; `make test-dialects` reads a million strings."""

import random

from dialects import Comparison, compare_readers, damage, random_text
from outcomes import Outcomes


def test_damage_is_noticed_or_harmless_and_the_last_good_copy_comes_back(tmp_path):
    project = tmp_path / "coverage"
    project.mkdir()
    outcomes = Outcomes("damage")
    damage(project, 60, 3, outcomes, every=11)
    assert outcomes.bad == []
    assert outcomes.count("noticed, left alone, last good copy put back") > 100


def test_readers_agree(monkeypatch):
    monkeypatch.setattr("dialects.batches", _some)
    outcomes = compare_readers(Comparison(600, 5))
    assert outcomes.bad == []
    assert outcomes.count("read the same") == 1800


def _some(strings, seed):
    chance = random.Random(seed)
    yield "random strings", [random_text(chance) for _ in range(strings)]
