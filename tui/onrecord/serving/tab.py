"""The review in one tab of a browser: runs its process and relays between it and the page."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_CELLS = 500
"""Largest number of columns or rows of a tab's terminal: enough for a 4K screen in small print."""
_PATIENCE = 10.0
"""Seconds to wait for a review to end by itself before it is killed."""
_DRIVER = "onrecord.serving.child:BrowserDriver"


class Tab(AppService):
    """A review whose screen is a websocket."""

    def __init__(self, review: Sequence[str], websocket: web.WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close_page,
            download_manager=DownloadManager(),
        )
        self._review = [sys.executable, "-P", "-m", "onrecord.serving.child", *review]
        self._websocket = websocket

    async def run(self) -> None:
        """Run the review until it ends, also if its process dies."""
        await super().run()
        await self._close_page()

    async def stop(self) -> None:
        """Ask the review to end, and kill it if it does not."""
        process = self._process
        if process is None:
            return
        # What it still has to say is read, or it could not go on to its end.
        for step in (super().stop, process.communicate):
            with suppress(TimeoutError):
                await asyncio.wait_for(step(), _PATIENCE)
        if process.returncode is None:
            process.kill()
            await process.wait()

    async def take_in(self) -> None:
        """Relay the browser's messages until it disconnects or sends an invalid one."""
        async for message in self._websocket:
            if message.type is not WSMsgType.TEXT or not await self._take(message.data):
                break
        await self._close_page()

    async def _take(self, message: str) -> bool:
        match _read(message):
            case ["stdin", str(keys)]:
                await self.send_bytes(keys.encode(errors="replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(cells(width), cells(height))
            case ["ping", sent]:
                await self._websocket.send_json(["pong", sent])
            case ["focus"]:
                await self.focus()
            case ["blur"]:
                await self.blur()
            case _:
                return False
        return True

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the review without a shell, which could take a folder's name for a command."""
        environment = self._build_environment(width, height)
        self._process = await asyncio.create_subprocess_exec(
            *self._review,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={**environment, "TEXTUAL_DRIVER": _DRIVER, "TERM": "xterm-256color"},
            start_new_session=True,  # Ctrl+C is for the server, which has its reviews leave in order
        )
        self._stdin = self._process.stdin
        return self._process

    async def _close_page(self) -> None:
        await self._websocket.close()


def cells(asked: int) -> int:
    """Return the number limited to columns or rows that a terminal can have."""
    return min(max(asked, 1), _MOST_CELLS)


def _read(message: str) -> object:
    try:
        content: object = json.loads(message)
    except (ValueError, RecursionError):
        return None
    return content
