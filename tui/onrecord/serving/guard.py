"""Decides who may use the server: whoever has the printed address, on this machine."""

from __future__ import annotations

import hmac
import logging
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.http import HttpProcessingError

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

HEADERS = {
    # xterm.js styles its cells through style elements of its own making.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; "
        "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "clipboard-read=(), camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
"""Headers of every answer: load nothing from elsewhere, no frames, no caching."""


def guard(port: int, secret: str) -> Middleware:
    """Return a middleware that refuses requests from other pages and machines.

    - The `Host` header has to name this machine and port: a foreign page whose name was made to lead here (DNS
      rebinding) has its own.
    - A websocket's `Origin` has to be this server: browsers let every page open one.
    - The path has to begin with the secret: other users of this machine reach the port, too.

    Args:
        port: the port that the server listens on.
        secret: the part of the printed address that nobody else knows.
    """
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    @web.middleware
    async def refuse_strangers(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.host not in hosts:
            message = (
                f"This server answers at 127.0.0.1:{port} and localhost:{port} only. "
                "An SSH tunnel needs the same port on both sides."
            )
            raise web.HTTPForbidden(text=message)
        given = request.path.lstrip("/").partition("/")[0]
        if not hmac.compare_digest(given.encode(errors="replace"), secret.encode()):
            raise web.HTTPForbidden(text="Open the whole address that “onrecord serve” printed when it started.")
        if "Upgrade" in request.headers and request.headers.getall("Origin", []) != [f"http://{request.host}"]:
            raise web.HTTPForbidden(text="Only a page of this server may open the review.")
        return await handler(request)

    return refuse_strangers


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Add `HEADERS` to a response. For `on_response_prepare`."""
    for name, value in HEADERS.items():
        response.headers[name] = value.format(host=request.host)


def ignore_noise() -> None:
    """Keep refused data that is not HTTP from filling the terminal with error reports."""
    logging.getLogger("aiohttp.server").addFilter(_is_no_noise)


def _is_no_noise(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))
