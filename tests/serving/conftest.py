"""`onrecord serve` as its users start it, and a page that speaks with it as textual-serve's does."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
import pyte
import pytest
from yarl import URL

NAME = "co ver'\"; touch \x1b]0;pwned\x07 $(touch pwned)\n`touch pwned`"
"""A folder whose name would do harm in a shell, on a terminal and in a page."""
ARTICLE = "Bridge stays closed\n\n“We will not open it before May,” Mayor Ada Moss said on Monday.\n"
PATIENCE = 60.0
"""Seconds until a test gives up waiting; far more than anything here takes on a busy machine."""

_START = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    folder: Path
    address: URL

    @property
    def port(self) -> int:
        port = self.address.port
        assert port is not None
        return port

    @property
    def secret(self) -> str:
        return self.address.parts[1]

    @property
    def reviews(self) -> list[psutil.Process]:
        """The processes of the open tabs, and what they have started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    @property
    def annotations(self) -> Path:
        return self.folder / "annotations" / "ana" / "bridge.txt.yaml"


class Page:
    """What a browser's page does: it shows what comes and sends keys."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse, columns: int, rows: int) -> None:
        self.websocket = websocket
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = bytearray()
        """Everything that came."""

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    async def press(self, keys: str) -> None:
        await self.send("stdin", keys)

    async def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        await self.send("resize", {"width": columns, "height": rows})

    async def send(self, *message: object) -> None:
        await self.websocket.send_str(json.dumps(message))

    async def wait_for(self, *words: str) -> None:
        """Take in what is sent until all these words are on the screen."""
        async with asyncio.timeout(PATIENCE):
            while not all(word in self.text for word in words):
                message = await self.websocket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, f"{words} never came: {message}\n{self.text}"
                self._take_in(message.data)

    async def wait_for_end(self) -> None:
        async with asyncio.timeout(PATIENCE):
            async for message in self.websocket:
                self._take_in(message.data)

    def _take_in(self, sent: bytes) -> None:
        self.sent += sent
        self._stream.feed(sent)


def start(folder: Path, home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the command; its output is piped."""
    environment = {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-c", _START, "serve", str(folder), "--coder", "ana", *arguments]
    return subprocess.Popen(
        command,
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=home,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Server]]:
    """Return a function that serves a folder with one article to a user with a home of their own."""
    servers: list[Server] = []

    def serve() -> Server:
        home = tmp_path_factory.mktemp("home")
        folder = home / NAME
        folder.mkdir()
        (folder / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
        process = start(folder, home)
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://\S+$", said)
        assert found, said + process.stdout.read()
        assert "Ctrl+C" in process.stdout.readline()
        servers.append(Server(process, folder, URL(found[0])))
        return servers[-1]

    yield serve
    for server in servers:
        server.process.terminate()
        if server.process.stdout is not None and not server.process.stdout.closed:
            print(server.process.communicate()[0])


@asynccontextmanager
async def opened(
    server: Server, columns: int = 100, rows: int = 30, asked: Mapping[str, int] | None = None
) -> AsyncIterator[Page]:
    """Open the review as the page does; `asked` is the size that it asks for, where that is another."""
    origin = {"Origin": f"http://127.0.0.1:{server.port}"}
    async with aiohttp.ClientSession() as session:
        address = server.address / "review" % (asked or {"width": columns, "height": rows})
        async with session.ws_connect(address, headers=origin) as websocket:
            yield Page(websocket, columns, rows)
