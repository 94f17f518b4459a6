"""What the screen says of a quote whose article has changed since it was coded."""

from __future__ import annotations

from pathlib import Path

from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.coding.anchor_state import AnchorState
from tests.app.driver import OpenReview

TEXT = (
    "The council met on Monday.\n\n“We will build the bridge before the winter,” Ada Berg told the council.\n\n"
    "“Nobody has asked the people who live there,” Tomas Okafor told reporters outside.\n"
)


async def test_moved_quotes_are_marked_and_confirmed_by_a_key(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "changing"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    async with review(folder=folder) as driver:
        await driver.press("2", "j", "3")
    changed = "By our staff.\n\n" + TEXT
    (folder / "a.txt").write_text(changed, encoding="utf-8")
    file = folder / "annotations" / "ana" / "a.txt.yaml"
    written = file.read_text()
    async with review(folder=folder) as driver:
        assert [item.state for item in driver.session.items("a.txt")] == [AnchorState.MOVED] * 2
        panel = driver.screen.query_one(QuotePanel)
        assert panel.view is not None
        assert panel.view.place == "moved in the changed article"
        assert file.read_text() == written
        await driver.press("C")
        assert panel.view.place == ""
        assert [item.state for item in driver.session.items("a.txt")] == [AnchorState.EXACT] * 2
    assert f"start: {changed.index('We will')}\n" in file.read_text()


async def test_a_quote_that_is_gone_stands_on_the_problems_page(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "changing"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    async with review(folder=folder) as driver:
        await driver.press("2")
    cut = TEXT.replace("“We will build the bridge before the winter,” Ada Berg told the council.\n\n", "")
    (folder / "a.txt").write_text(cut, encoding="utf-8")
    async with review(folder=folder) as driver:
        (problem,) = driver.screen.project.problems()
        assert "“We will build the bridge before the winter,” is gone" in problem
