"""Takes one step after the other out of the saving, and looks whether a test fails.

`python tests/safety/without_a_step.py` works on a copy of the program and prints which test noticed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from outcomes import Outcomes

PROJECT = Path(__file__).resolve().parents[2]
_LOCK = "        with locked(coder_folder(self.project, self.coder)):"
STEPS = {
    "the fsync of the new file": ("atomic.py", "        disk.sync(descriptor)\n"),
    "the call behind that fsync": ("disk.py", "    os.fsync(descriptor)\n\n\ndef close"),
    "the rename": ("atomic.py", "        disk.rename(temporary, path)\n    except OSError"),
    "the fsync of the folder": ("atomic.py", "        disk.sync_folder(path.parent)\n"),
    "the call behind that fsync of the folder": ("disk.py", "        os.fsync(descriptor)\n    except OSError"),
    "the fsync of new folders' parents": ("atomic.py", "            disk.sync_folder(level.parent)"),
    "the close before the rename": ("atomic.py", "    disk.close(descriptor)\n\n\ndef make_folders"),
    "the lock": ("annotations.py", f"{_LOCK}\n            self._make_ready(path)\n            merged"),
    "the look at what is on disk": ("annotations.py", "        theirs = coding_in(self.project, path, data)\n"),
    "the clearing of leftovers": ("annotations.py", "            clear_leftovers(folder)\n"),
}
"""What is taken out: the first statement of these lines, which becomes `pass` or its like."""
INSTEAD = {"the lock": "if True:", "the look at what is on disk": "theirs = ours"}


def without(text: str, lines: str, instead: str) -> str:
    """Return the text with the first of these lines replaced."""
    first = lines.split("\n", 1)[0]
    indent = re.match(" *", first)
    changed = lines.replace(first, f"{indent[0] if indent else ''}{instead}", 1)
    if text.count(lines) != 1:
        message = f"the step is not there once: {first.strip()}"
        raise SystemExit(message)
    return text.replace(lines, changed)


def main() -> int:
    outcomes = Outcomes("a step taken out")
    for step, (file, lines) in STEPS.items():
        with tempfile.TemporaryDirectory() as name:
            copy = Path(name)
            for part in ("tui", "tests", "seeds", "themes", "docs", "pyproject.toml"):
                source = PROJECT / part
                shutil.copytree(source, copy / part) if source.is_dir() else shutil.copy(source, copy)
            path = copy / "tui/onrecord/storage" / file
            path.write_text(without(path.read_text(encoding="utf-8"), lines, INSTEAD.get(step, "pass")))
            tests = [
                "tests/storage/test_atomic.py",
                "tests/storage/test_annotations.py",
                "tests/safety/test_windows.py",
            ]
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", *tests],
                cwd=copy,
                env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(copy / "tui"), "HOME": name},
                capture_output=True,
                text=True,
                check=False,
            )
            noticed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
            if noticed:
                outcomes.add(step, "a test fails")
                print(f"without {step}: {noticed[1]} fails")
            else:
                outcomes.fail(step, "no test fails")
    return outcomes.report()


if __name__ == "__main__":
    sys.exit(main())
