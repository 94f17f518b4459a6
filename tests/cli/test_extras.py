"""What is said where the packages of an extra are not installed."""

import sys

import pytest

from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_article
from onrecord.cli import main
from onrecord.cli.command import FAULTY_DATA
from onrecord.extras import EXTRAS, missing_extra


@pytest.fixture
def without_extras(monkeypatch):
    """Make the extras' modules impossible to import."""
    for name in list(sys.modules):
        if name.startswith("onrecord.serving") or name == "onrecord.articles.web_page":
            monkeypatch.delitem(sys.modules, name)
    for modules in EXTRAS.values():
        for name in modules:
            monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("without_extras")
def test_a_web_page_says_what_to_install(tmp_path):
    page = tmp_path / "a.html"
    page.write_text("<p>“We will see,” Ada Moss said.</p>", encoding="utf-8")
    with pytest.raises(ArticleError) as caught:
        load_article(page, "a.html")
    assert str(caught.value) == (
        f"{page}: reading a web page needs the extra “html”: install it with  pip install 'onrecord[html]'"
    )


@pytest.mark.usefixtures("without_extras")
def test_the_browser_says_what_to_install(seeds, capsys):
    assert main(["serve", str(seeds)]) == FAULTY_DATA
    said = capsys.readouterr().err
    assert said.startswith("onrecord: the review in a browser needs the extra “serve”")
    assert said.endswith("install it with  pip install 'onrecord[serve]'\n")


def test_a_missing_module_of_no_extra_is_not_blamed_on_one():
    error = ModuleNotFoundError("no yaml", name="yaml")
    with pytest.raises(ModuleNotFoundError, match="no yaml"):
        missing_extra("a web page", error)
