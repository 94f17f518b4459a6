"""Drives `onrecord serve` in headless Chromium, from the first quote to a saved stance: `make test-browser`.

It needs a Chromium or Chrome (Debian: `apt install chromium`; macOS and others: any that is installed, or
`.venv/bin/playwright install chromium`) and Playwright's Python package, which `make test-browser` installs. It
looks at what a person would: the page, its requests and its console, and the file on disk. Pictures go to `build/`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import BrowserContext, Page, sync_playwright

from onrecord.cli.demo import copy_sample

PICTURES = Path(__file__).resolve().parents[2] / "build" / "browser"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = {"wide": (1400, 900), "narrow": (700, 500)}
START = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"

# The terminal is painted on a canvas, so what is on screen is read from what came over the websocket; what the
# page does with keys and with the clipboard is noted by the page itself.
NOTES = """
window.notes = {kept: [], copied: []};
addEventListener("keydown", (event) => setTimeout(() => {
  if (!event.defaultPrevented) notes.kept.push(event.key);
}), true);
const write = navigator.clipboard.writeText.bind(navigator.clipboard);
navigator.clipboard.writeText = (text) => write(text).then(() => notes.copied.push(text));
"""


class Watched:
    """A page, everything it asked for, said on its console, and was sent."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.shown = ""
        self.page.add_init_script(NOTES)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", self._listen)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("requestfailed", lambda request: self.faults.append(f"{request.url} failed"))
        self.page.goto(address)

    def _listen(self, socket) -> None:
        self.asked.append(socket.url)
        socket.on("framereceived", self._take_in)

    def _take_in(self, sent: str | bytes) -> None:
        if isinstance(sent, bytes):
            self.shown += re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", sent.decode(errors="replace"))

    def press(self, key: str, then: str) -> None:
        """Press a key and wait until these words have been sent."""
        self.shown = ""
        self.page.keyboard.press(key)
        self.wait_for(then)

    def wait_for(self, words: str) -> None:
        self.wait_until(lambda: words in self.shown, f"{words!r} never came.")

    def wait_until(self, holds: Callable[[], object], otherwise: str) -> None:
        for _ in range(300):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{otherwise}\n{self.shown}")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield the address that was printed."""
    command = [sys.executable, "-c", START, "serve", str(folder), "--coder", "ana"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found, "The server printed no address."
        try:
            yield found[0]
        finally:
            server.terminate()
    assert server.returncode == 0, server.returncode


def drive(context: BrowserContext, address: str, folder: Path) -> Iterator[str]:
    """Review in the browser; yield what has been seen to work."""
    watched = Watched(context, address)
    page = watched.page
    page.wait_for_selector("body.-loaded.-first-byte")
    watched.wait_for("1 of ")
    yield "the first quote is painted"
    page.screenshot(path=PICTURES / "first-quote.png")

    watched.press("j", "2 of ")
    watched.press("1", "saved")
    [file] = folder.glob("annotations/ana/*.yaml")
    [record] = yaml.safe_load(file.read_text(encoding="utf-8"))["records"]
    assert record["stances"][0]["stance"] == "support", record
    yield "a stance is on disk by the time the screen says so"
    page.screenshot(path=PICTURES / "saved-stance.png")

    watched.press("Control+p", "Search for commands")
    watched.press("Escape", "2 of ")
    watched.press("F1", "type to search")
    watched.press("Escape", "2 of ")
    watched.press("u", "0/27")
    watched.press("Control+r", "1/27")
    page.keyboard.press("y")
    watched.wait_until(lambda: page.evaluate("notes.copied.length"), "Nothing was copied.")
    kept = set(page.evaluate("notes.kept")) - {"Control", "Shift"}
    assert not kept, f"The browser kept these keys for itself: {kept}"
    yield "Ctrl+P, Ctrl+R, F1 and Esc reach the review, and a quote is copied"

    for name, (width, height) in SIZES.items():
        watched.shown = ""
        page.set_viewport_size({"width": width, "height": height})
        watched.wait_for("2 of ")
        canvas = page.locator(".xterm-screen").bounding_box()
        assert canvas is not None
        assert width - 30 <= canvas["width"] <= width, (width, canvas)
        assert height - 30 <= canvas["height"] <= height, (height, canvas)
        page.screenshot(path=PICTURES / f"{name}.png")
    yield "the review fills the window at every size"

    page.keyboard.press("q")
    page.wait_for_selector("#closed", state="visible")
    page.screenshot(path=PICTURES / "closed.png")
    page.keyboard.press("Enter")
    page.wait_for_selector("body.-loaded.-first-byte")
    watched.wait_for("2 of ")
    yield "it closes, and opens again where it was left"

    assert page.evaluate("window.open('http://127.0.0.1/')") is None
    assert context.pages == [page]
    yield "the page opens no other"

    elsewhere = [url for url in watched.asked if not re.match(r"(http|ws)://127\.0\.0\.1:\d+/|data:,$", url)]
    assert elsewhere == [], elsewhere
    assert watched.faults == [], watched.faults
    yield f"all {len(watched.asked)} requests went to 127.0.0.1, and the console has no error"


def main() -> int:
    """Drive the review; print what works, and return 0 if all does."""
    browser_file = next(filter(None, map(shutil.which, BROWSERS)), None)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place) / "coverage"
        copy_sample(folder)
        # Chromium's own sandbox cannot be had in many containers; it is given nothing but our page.
        browser = playwright.chromium.launch(executable_path=browser_file, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.grant_permissions(["clipboard-write"])
        with served(folder) as address:
            for seen in drive(context, address, folder):
                print(f"ok  {seen}", flush=True)
        print(f"{browser.browser_type.name} {browser.version}; pictures: {PICTURES}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
