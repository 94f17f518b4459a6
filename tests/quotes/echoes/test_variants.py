"""Generated variants of quotes: the floor under what is measured on real articles (bench/echo_variants.py)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))

from echo_variants import measure


def test_generated_variants_are_found_and_none_is_wrongly_linked() -> None:
    precision, _, found = measure(1_000, seed=7)
    assert precision >= 0.99
    assert found >= 0.95
