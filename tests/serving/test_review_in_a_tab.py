"""The review in a browser's tab: it opens, keys arrive, what is coded is on disk, and it ends with the tab."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys

import psutil
import pytest
import yaml
from aiohttp import WSCloseCode

from onrecord.serving.tab import cells
from tests.serving.conftest import PATIENCE, opened, start


def stance_in(server) -> str:
    [record] = yaml.safe_load(server.annotations.read_text(encoding="utf-8"))["records"]
    return record["stances"][0]["stance"]


def wait_for_end(processes: list[psutil.Process]) -> None:
    left = psutil.wait_procs(processes, timeout=PATIENCE)[1]
    assert left == []


async def test_key_saves_a_stance(serve) -> None:
    server = serve()
    async with opened(server) as page:
        await page.wait_for("Bridge stays closed", "Ada Moss", "1 of 1 ·")
        await page.press("2")
        await page.wait_for("saved")
        assert stance_in(server) == "oppose"
        await page.press("q")
        await page.wait_for_end()
    assert not (server.folder.parent / "pwned").exists()


async def test_list_takes_letters_before_anything_was_clicked(serve) -> None:
    async with opened(serve()) as page:
        await page.wait_for("1 of 1 ·")
        await page.press("a")
        await page.wait_for("type to search")
        await page.press("Zoe Lund")
        await page.wait_for("new actor “Zoe Lund”")


async def test_page_is_told_the_background_of_the_theme(serve) -> None:
    async with opened(serve()) as page:
        await page.wait_for("1 of 1 ·")
        assert page.sent.count(b"\x1b]11;#16181d\x07") == 1
        await page.press("T")
        await page.wait_for("type to search")
        await page.press("light")
        await page.wait_for("Warm white")
        await page.press("\r")
        await page.press("?")
        await page.wait_for("What can be done here")
        assert page.sent.count(b"\x1b]11;#f4f2ee\x07") == 1


async def test_two_tabs_code_one_article(serve) -> None:
    server = serve()
    async with opened(server) as one, opened(server) as other:
        for page in (one, other):
            await page.wait_for("1 of 1 ·")
        await one.press("2")
        await one.wait_for("saved")
        await other.press("f")
        await other.wait_for("saved")
        [record] = yaml.safe_load(server.annotations.read_text(encoding="utf-8"))["records"]
    assert (record["stances"][0]["stance"], record["flag"]) == ("oppose", True)


async def test_review_follows_the_size_of_the_page(serve) -> None:
    async with opened(serve(), columns=70, rows=20) as page:
        await page.wait_for("1 of 1 ·")
        await page.wait_for("1 support")
        assert "q leave" not in page.text
        await page.resize(260, 40)
        await page.wait_for("q leave")


async def test_review_ends_with_its_tab(serve) -> None:
    server = serve()
    async with opened(server) as page:
        await page.wait_for("1 of 1 ·")
        await page.press("2")
        await page.wait_for("saved")
        reviews = server.reviews
    assert reviews
    await asyncio.to_thread(wait_for_end, reviews)
    assert stance_in(server) == "oppose"
    assert server.process.poll() is None


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
async def test_reviews_end_with_the_server(serve, end: signal.Signals) -> None:
    server = serve()
    async with opened(server) as page:
        await page.wait_for("1 of 1 ·")
        await page.press("2")
        await page.wait_for("saved")
        reviews = server.reviews
        assert os.getpgid(reviews[0].pid) != os.getpgid(server.process.pid), "Ctrl+C is for the server alone"
        server.process.send_signal(end)
        await page.wait_for_end()
    await asyncio.to_thread(wait_for_end, reviews)
    said, _ = await asyncio.to_thread(server.process.communicate)
    if end != signal.SIGKILL:
        assert page.websocket.close_code == WSCloseCode.GOING_AWAY
    assert server.process.returncode == (-end if end == signal.SIGKILL else 0)
    assert said == "", "nothing but the address is printed"
    assert stance_in(server) == "oppose"


async def test_what_no_page_sends_closes_the_review(serve) -> None:
    server = serve()
    for message in ("nothing", '["stdin", 1]', '["resize", {"width": "x", "height": 1}]', "[" * 100_000):
        async with opened(server) as page:
            await page.websocket.send_str(message)
            await page.wait_for_end()
    async with opened(server) as page:
        await page.wait_for("1 of 1 ·")


async def test_page_cannot_ask_for_a_giant_screen(serve) -> None:
    async with opened(serve(), rows=500, asked={"width": -5, "height": 10**9}) as page:
        await page.resize(100, 30)
        await page.wait_for("1 of 1 ·", "oppose")
    assert [cells(asked) for asked in (-5, 80, 10**9)] == [1, 80, 500]


async def test_what_keeps_a_review_from_opening_is_said_and_does_no_harm(serve) -> None:
    server = serve()
    (server.folder / "codebook.yaml").write_text("format: something-else\n", encoding="utf-8")
    async with opened(server) as page:
        await page.wait_for_end()
    server.process.send_signal(signal.SIGINT)
    printed, _ = await asyncio.to_thread(server.process.communicate)
    for said in (page.sent.decode(), printed):
        assert "codebook.yaml" in said
        assert "␛]0;pwned␇" in said
        assert "\x1b" not in said


async def test_review_opens_again_where_it_was_left(serve) -> None:
    server = serve()
    more = "".join(f"“That is reason number {number} of many,” Moss said.\n\n" for number in range(1, 60))
    (server.folder / "bridge.txt").write_text(f"Reasons\n\n{more}", encoding="utf-8")
    async with opened(server) as page:
        await page.wait_for("1 of 59 ·")
        await page.press("j" * 40)
        await page.wait_for("41 of 59 ·")
        reviews = server.reviews
    await asyncio.to_thread(wait_for_end, reviews)
    async with opened(server) as page:
        await page.wait_for("41 of 59 ·")


def test_port_that_is_taken_is_told_of(serve, tmp_path) -> None:
    server = serve()
    second = start(server.folder, tmp_path, "--port", str(server.port))
    said, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 2
    assert f"--port {server.port}: Address already in use" in said


@pytest.mark.parametrize(("folder", "arguments"), [("none", ()), (".", ("--port", "70000"))])
def test_wrong_use_is_told_of(tmp_path, folder: str, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("Text", encoding="utf-8")
    process = start(tmp_path / folder, tmp_path, *arguments)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert said.startswith("onrecord: ")
    assert "Traceback" not in said


def test_opening_the_review_in_a_terminal_loads_no_web_server() -> None:
    code = "import onrecord.cli, onrecord.app.app, onrecord.app.run, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert {"onrecord", "textual"} <= loaded
    assert loaded.isdisjoint({"aiohttp", "textual_serve", "jinja2"})
