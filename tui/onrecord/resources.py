"""Finds the themes and the sample articles in an installed wheel or a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from onrecord.errors import OnrecordError


@cache
def resource_folder(name: str) -> Path:
    """Return the folder `themes` or `seeds`: inside the installed package, else at the top of the checkout.

    Raises:
        OnrecordError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_bundled" / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    message = f"The folder “{name}” is missing from this installation of onrecord: install it again."
    raise OnrecordError(message)
