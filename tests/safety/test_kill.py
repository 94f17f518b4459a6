"""The real app on a terminal, killed while it is coded on, in short; `make test-kill` does it 2,000 times."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_no_coding_that_was_shown_as_saved_is_lost_by_a_kill():
    script = Path(__file__).with_name("kill.py")
    done = subprocess.run(
        [sys.executable, str(script), "--kills", "6", "--seed", "7", "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all saved is there" in done.stdout, done.stdout
