"""What each room imports, in an interpreter of its own: a quick start, and no screen in the core."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOMS = ["languages", "articles", "quotes", "coding", "storage", "results"]
MODULES = [
    module.name
    for room in ROOMS
    for module in pkgutil.walk_packages([str(Path(onrecord.__file__).parent / room)], f"onrecord.{room}.")
]


def loaded_after(code):
    """Return the top-level modules that a fresh interpreter has loaded after running the code."""
    report = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], check=True, capture_output=True, text=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("room", [*ROOMS, "checked_files", "errors", "extras", "resources", "version", "wording"])
def test_nothing_below_the_app_imports_the_screen(room):
    modules = [name for name in MODULES if name.startswith(f"onrecord.{room}.")] or [f"onrecord.{room}"]
    assert loaded_after("import " + ", ".join(modules)).isdisjoint({"textual", "rich"})


HEAVY = {"markdown_it", "yaml", "chardet", "json", "csv", "lxml", "trafilatura", "textual", "rich"}


def test_the_command_line_imports_nothing_heavy():
    assert loaded_after("import onrecord.cli").isdisjoint(HEAVY | {"aiohttp", "msgspec"})


def test_reading_plain_text_imports_nothing_heavy(seeds):
    code = (
        "from pathlib import Path\n"
        "from onrecord.articles.load import load_article\n"
        "from onrecord.articles.collection import find_articles\n"
        f"load_article(Path({str(seeds / '000_3e3574ca33e3cb1d.txt')!r}), 'a')"
    )
    assert loaded_after(code).isdisjoint(HEAVY)


def test_reading_markdown_imports_no_other_parser(seeds):
    code = (
        "from pathlib import Path\n"
        "from onrecord.articles.load import load_article\n"
        f"load_article(Path({str(seeds / '003_db80579cf5a739d7.txt')!r}), 'a')"
    )
    loaded = loaded_after(code)
    assert "markdown_it" in loaded
    assert loaded.isdisjoint(HEAVY - {"markdown_it"})
