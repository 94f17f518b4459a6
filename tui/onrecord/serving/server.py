"""The web server: the page, its files and a websocket for every tab, on the loopback interface only."""

from __future__ import annotations

import asyncio
import secrets
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import WSCloseCode, web

from onrecord.errors import UsageError
from onrecord.serving.guard import guard, harden, ignore_noise
from onrecord.serving.page import ASSETS, page
from onrecord.serving.tab import Tab, cells

if TYPE_CHECKING:
    from collections.abc import Callable

LOOPBACK = "127.0.0.1"
_TABS: web.AppKey[set[web.WebSocketResponse]] = web.AppKey("tabs", set)
_HEARTBEAT = 15.0
"""Seconds between two checks that a browser is still there."""


@dataclass(frozen=True, slots=True)
class Served:
    """The review to serve: a folder or file of articles, and the coder."""

    path: Path
    coder: str
    log: Path | None = None

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments for the process of a tab."""
        return str(self.path.absolute()), self.coder, *([str(self.log.absolute())] if self.log else [])


def serve(served: Served, port: int, announce: Callable[[str], None]) -> None:
    """Serve a review to browsers on this machine until Ctrl+C or a signal ends it, and every open review with it.

    Args:
        served: the review to serve.
        port: the port on 127.0.0.1; 0 for a free one.
        announce: called with the address once it can be opened. It contains a secret that is new at every start.

    Raises:
        UsageError: the port is taken or not allowed.
    """
    listener = _listen(port)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(served, listener, announce))


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "a port is a number from 1 to 65535"
        message = f"--port {port}: {reason}. Name another port, or none to take a free one."
        raise UsageError(message) from error


async def _serve(served: Served, listener: socket.socket, announce: Callable[[str], None]) -> None:
    ignore_noise()
    port = listener.getsockname()[1]
    secret = secrets.token_urlsafe(16)
    runner = web.AppRunner(_application(served, port, secret), access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        announce(f"http://{LOOPBACK}:{port}/{secret}/")
        await _asked_to_stop()
    finally:
        await runner.cleanup()


async def _asked_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Where the loop cannot watch signals (Windows), Ctrl+C interrupts it.
        with suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), stop.set)
    await stop.wait()


def _application(served: Served, port: int, secret: str) -> web.Application:
    async def index(request: web.Request) -> web.Response:
        content = page(f"{served.path.absolute().name} · onrecord", f"ws://{request.host}/{secret}/review")
        return web.Response(text=content, content_type="text/html")

    async def review(request: web.Request) -> web.WebSocketResponse:
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT, compress=False)
        width, height = (_cells_asked(request, name) for name in ("width", "height"))
        await websocket.prepare(request)
        tab = Tab(served.arguments, websocket)
        request.app[_TABS].add(websocket)
        try:
            await tab.start(width, height)
            await tab.take_in()
        finally:
            request.app[_TABS].discard(websocket)
            await tab.stop()
        return websocket

    application = web.Application(middlewares=[guard(port, secret)])
    application[_TABS] = set()
    application.on_response_prepare.append(harden)
    application.on_shutdown.append(_close_tabs)
    application.router.add_get(f"/{secret}/", index)
    application.router.add_get(f"/{secret}/review", review, allow_head=False)
    application.router.add_get(f"/{secret}/{{name}}", _asset)
    return application


async def _asset(request: web.Request) -> web.FileResponse:
    asset = ASSETS.get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    path, media_type = asset
    return web.FileResponse(path, headers={"Content-Type": media_type})


def _cells_asked(request: web.Request, name: str) -> int:
    try:
        return cells(int(request.query[name]))
    except (KeyError, ValueError) as error:
        raise web.HTTPBadRequest(text=f"The page did not say its {name}.") from error


async def _close_tabs(application: web.Application) -> None:
    closing = [tab.close(code=WSCloseCode.GOING_AWAY) for tab in application[_TABS]]
    await asyncio.gather(*closing)
