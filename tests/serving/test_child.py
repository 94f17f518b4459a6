"""The process behind a tab: whatever it says when it fails does no harm in the page or in the server's terminal."""

from __future__ import annotations

import sys
import traceback

import pytest

from onrecord.errors import OnrecordError
from onrecord.serving.child import main

HARMFUL, SHOWN = "a\x1b[2J\x9b2J\u202eb", "a␛[2J␦2J⇤b"


def fail_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr("onrecord.app.run.open_review", fail)
    monkeypatch.setattr(sys, "stderr", sys.stderr)  # which the child replaces


def test_message_is_shown_in_the_page_and_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    fail_with(OnrecordError(HARMFUL), monkeypatch)
    main(["coverage", "ana"])
    captured, shown = capsysbinary.readouterr(), SHOWN.encode()
    assert captured.out == b"__GANGLION__\nD" + len(shown).to_bytes(4, "big") + shown
    assert captured.err.decode() == f"onrecord: {SHOWN}\n"


def test_report_of_a_crash_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(RuntimeError(HARMFUL), monkeypatch)
    with pytest.raises(RuntimeError) as crash:
        main(["coverage", "ana"])
    traceback.print_exception(crash.value)
    assert f"RuntimeError: {SHOWN}\n" in capsys.readouterr().err
