"""A folder with articles in several languages: each is read in its own."""

from __future__ import annotations

from pathlib import Path

from tests.app.driver import OpenReview

ENGLISH = "The council voted on Monday to sell the harbour. “We had no choice,” Mayor Clara Voss said.\n"
GERMAN = (
    "Der Rat hat am Montag beschlossen, den Hafen zu verkaufen. „Wir hatten keine Wahl“, sagte Voss. Der Verein "
    "der Fischer ist gegen den Verkauf. „Das war ein Fehler“, erklärte Otto Reimann.\n"
)


async def test_who_speaks_in_a_german_article_has_a_name(tmp_path: Path, review: OpenReview) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "english.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    async with review(folder=folder) as driver:
        actors = {
            key: [driver.session.actor_name(item) for item in driver.session.items(key)]
            for key in driver.session.keys
        }
    assert actors == {"english.txt": ["Clara Voss"], "german.txt": ["Clara Voss", "Otto Reimann"]}
