"""What a file said is parsed once, and never taken for what another one says."""

import pytest

from onrecord.storage.parsed import parsed
from onrecord.storage.user_dirs import cache_folder
from onrecord.storage.yaml_format import load

TEXT = 'labels:\n- name: "für"\n  scale: 1.5\n  old: null\n  on: true\n'


def counting(text: str, calls: list[str]) -> object:
    def parse() -> object:
        calls.append(text)
        return load(text, "a.yaml").value

    return parsed(text, parse)


def test_a_text_is_parsed_once() -> None:
    calls: list[str] = []
    first = counting(TEXT, calls)
    assert first == load(TEXT, "a.yaml").value
    assert counting(TEXT, calls) == first
    assert calls == [TEXT]


def test_another_text_is_parsed_anew() -> None:
    calls: list[str] = []
    other = TEXT.replace("1.5", "2.5")
    assert counting(TEXT, calls) != counting(other, calls)
    assert calls == [TEXT, other]


def test_what_is_damaged_is_parsed_anew() -> None:
    calls: list[str] = []
    first = counting(TEXT, calls)
    (file,) = (cache_folder() / "parsed").iterdir()
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert counting(TEXT, calls) == first
    file.write_bytes(b"")
    assert counting(TEXT, calls) == first
    assert len(calls) == len(whole) + 2


def test_a_faulty_text_is_refused_every_time() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            parsed("broken", lambda: (_ for _ in ()).throw(ValueError("broken")))


def test_where_nothing_can_be_kept_all_is_parsed() -> None:
    cache_folder().parent.mkdir(parents=True, exist_ok=True)
    cache_folder().write_text("no folder")
    calls: list[str] = []
    assert counting(TEXT, calls) == counting(TEXT, calls)
    assert len(calls) == 2
