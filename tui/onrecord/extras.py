"""Says which optional packages to install when one of them is missing."""

from __future__ import annotations

EXTRAS = {
    "html": ("lxml", "lxml_html_clean", "trafilatura"),
    "serve": ("aiohttp", "textual_serve"),
}
"""The top-level modules that each extra of the package brings, besides what those need themselves."""


def missing_extra(what: str, error: ModuleNotFoundError) -> str:
    """Return the message that `what` (“a web page”) needs the extra to which the missing module belongs.

    Raises:
        ModuleNotFoundError: `error` itself, if the module belongs to no extra: then the installation is broken.
    """
    module = (error.name or "").partition(".")[0]
    for extra, modules in EXTRAS.items():
        if module in modules:
            return f"{what} needs the extra “{extra}”: install it with  pip install 'onrecord[{extra}]'"
    raise error
