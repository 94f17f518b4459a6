"""The documented use as a library, run as it is printed."""

import re
import subprocess
import sys
from pathlib import Path

DOCS = (Path(__file__).parents[2] / "docs" / "quotes.md").read_text(encoding="utf-8")


def block(language, number=0):
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)[number]


def run(code):
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_the_example_prints_what_the_document_says():
    assert run(block("python")) == block("text")


def test_the_package_imports_the_engine_only_when_asked():
    code = (
        "import sys, onrecord; assert 'onrecord.quotes.extract' not in sys.modules; "
        "onrecord.find_quotes; assert 'onrecord.quotes.extract' in sys.modules; "
        "assert not {'rich', 'textual', 'markdown_it'} & set(sys.modules)"
    )
    run(code)
