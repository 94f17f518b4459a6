from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.storage.errors import StorageError
from onrecord.storage.paths import annotation_path, coder_folder, safe_name

PROJECT = Path("project")
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


def test_an_articles_file_is_its_key_with_an_ending():
    assert annotation_path(PROJECT, "ana", "sub/a.txt") == PROJECT / "annotations/ana/sub/a.txt.yaml"
    assert annotation_path(PROJECT, "Jürgen Müller", "b c.md") == PROJECT / "annotations/Jürgen Müller/b c.md.yaml"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b", "a%2Fb"),
        ("..", "%2E%2E"),
        (".", "%2E"),
        (".hidden", "%2Ehidden"),
        ("a.", "a%2E"),
        (" a ", "%20a%20"),
        ("100%", "100%25"),
        ("C:\\x", "C%3A%5Cx"),
        ("a\x1bb", "a%1Bb"),
        ("a\u202eb", "a%E2%80%AEb"),
        ("NUL", "%4EUL"),
        ("con.txt", "%63on.txt"),
        ("COM1", "%43OM1"),
        ("console", "console"),
    ],
)
def test_what_some_system_does_not_allow_is_encoded(name, safe):
    assert safe_name(name) == safe


@given(names, names)
def test_every_name_is_one_safe_part_of_a_path_of_its_own(name, other):
    safe = safe_name(name)
    assert Path(safe).name == safe
    assert safe.isprintable()
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe[-1] not in " ."
    assert len(safe.encode()) <= 200
    assert (safe_name(other) == safe) == (other == name)


@pytest.mark.parametrize("key", ["../a.txt", "/etc/a.txt", "a/../../b", "a//b", "", ".", "a/."])
def test_a_key_that_leads_elsewhere_is_refused(key):
    with pytest.raises(StorageError):
        annotation_path(PROJECT, "ana", key)


@given(names)
def test_a_coder_has_a_folder_in_the_project_whatever_the_name(coder):
    assert coder_folder(PROJECT, coder).parent == PROJECT / "annotations"


def test_a_coder_typed_on_another_keyboard_is_the_same():
    assert coder_folder(PROJECT, "Ju\u0308rgen") == coder_folder(PROJECT, "J\u00fcrgen")


def test_a_name_that_is_no_unicode_is_refused():
    with pytest.raises(StorageError, match="UTF-8"):
        safe_name("a\udcffb")
