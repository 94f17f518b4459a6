"""What is built and what an installation holds: everything it needs, and nothing that is somebody's own."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest
import yaml
from installation import Installation

from conftest import PROJECT

pytestmark = pytest.mark.slow

SAMPLE = {"000_3e3574ca33e3cb1d.txt", "003_db80579cf5a739d7.txt", "codebook.yaml", "README.md"}
THEMES = {theme.name for theme in (PROJECT / "themes").glob("*.yaml")}


def names_below(names: list[str], folder: str) -> set[str]:
    return {name.removeprefix(folder) for name in names if name.startswith(folder)}


def test_wheel_has_the_package_its_themes_and_the_sample_and_nothing_else(installation: Installation) -> None:
    with zipfile.ZipFile(installation.wheel) as wheel:
        names = wheel.namelist()

    assert {PurePosixPath(name).parts[0].split("-")[0] for name in names} == {"onrecord"}
    assert len(THEMES) >= 5
    assert names_below(names, "onrecord/_bundled/themes/") == THEMES
    assert names_below(names, "onrecord/_bundled/seeds/") == SAMPLE
    assert not [name for name in names if "test" in name or "annotations/" in name or name.endswith(".pyc")]


def test_sdist_has_all_that_is_needed_to_build_and_test_and_no_annotations(installation: Installation) -> None:
    with tarfile.open(installation.sdist) as sdist:
        names = [name.partition("/")[2] for name in sdist.getnames()]

    assert names_below(names, "seeds/") == SAMPLE
    assert names_below(names, "themes/") == THEMES
    assert {"pyproject.toml", "Makefile", "README.md", "LICENSE", "CHANGELOG.md", "tests/conftest.py"} <= set(names)
    assert not [name for name in names if name.startswith(("annotations/", "seeds/annotations/", ".venv"))]


def test_sample_is_installed_byte_for_byte(installation: Installation) -> None:
    installed = installation.packages / "onrecord" / "_bundled" / "seeds"

    for name in SAMPLE:
        assert (installed / name).read_bytes() == (PROJECT / "seeds" / name).read_bytes()


def test_installed_package_is_the_wheel_s_and_not_the_checkout_s(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    script = (
        "import onrecord, onrecord.resources as r; print(onrecord.__file__); print(r.resource_folder('themes'))"
    )

    done = subprocess.run(
        [installation.python, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    places = [Path(line) for line in done.stdout.splitlines()]
    assert len(places) == 2
    for place in places:
        assert place.is_relative_to(installation.packages / "onrecord")


def test_version_is_that_of_the_wheel(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [installation.command, "--version"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["onrecord", installation.wheel.name.split("-")[1]]


def test_init_and_export_work_from_another_folder(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "coverage").mkdir()

    for words in (["init", "coverage"], ["export", "coverage", "--format", "csv", "-o", "coding.csv"]):
        subprocess.run(
            [installation.command, *words], cwd=tmp_path, env=environment, check=True, capture_output=True
        )

    assert yaml.safe_load((tmp_path / "coverage" / "codebook.yaml").read_text())["labels"]
    assert "target" in (tmp_path / "coding.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_the_keymap_for_vim_users_is_installed(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = Path(environment["HOME"], ".config", "onrecord")
    folder.mkdir(parents=True)
    (folder / "keys.yaml").write_text("keymap: vim\n", encoding="utf-8")

    done = subprocess.run(
        [installation.command, "keys"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )

    assert "x dd" in done.stdout
    assert done.stderr == ""


def run_base(base_only: Installation, environment: dict[str, str], folder: Path, *words: str):
    return subprocess.run(
        [base_only.command, *words], cwd=folder, env=environment, check=False, capture_output=True, text=True
    )


def test_the_base_reads_texts_markdown_and_collections(
    base_only: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    said = "“We will see,” Ada Moss said."
    Path(tmp_path, "a.txt").write_text(said, encoding="utf-8")
    Path(tmp_path, "b.md").write_text(f"# News\n\n{said}", encoding="utf-8")
    Path(tmp_path, "c.jsonl").write_text(f'{{"id": "c", "text": "{said}"}}\n', encoding="utf-8")
    Path(tmp_path, "d.csv").write_text(f'id,text\nd,"{said}"\n', encoding="utf-8")

    done = run_base(base_only, environment, tmp_path, "quotes", ".", "--format", "jsonl")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('"actor": "Ada Moss"') == 4


def test_the_base_says_what_a_web_page_and_a_browser_need(
    base_only: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    Path(tmp_path, "a.html").write_text("<p>“We will see,” Ada Moss said.</p>", encoding="utf-8")
    Path(tmp_path, "b.txt").write_text("“We will see,” Ada Moss said.", encoding="utf-8")

    quotes = run_base(base_only, environment, tmp_path, "quotes", ".", "--format", "csv")
    serve = run_base(base_only, environment, tmp_path, "serve", ".")

    assert quotes.returncode == serve.returncode == 1
    assert "Ada Moss" in quotes.stdout
    assert len(quotes.stderr.splitlines()) == len(serve.stderr.splitlines()) == 1
    assert "a.html" in quotes.stderr
    assert "pip install 'onrecord[html]'" in quotes.stderr
    assert "pip install 'onrecord[serve]'" in serve.stderr
