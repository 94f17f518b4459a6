"""The sample that comes with the program, copied to where it can be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError, UsageError
from onrecord.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path


def copy_sample(folder: Path) -> None:
    """Copy the sample articles and their codebook into a folder, which is made if need be.

    What is there already of the sample is left as it is, so the demonstration can be opened again.

    Raises:
        UsageError: the folder holds something else.
        OnrecordError: it cannot be written.
    """
    sample = [file for file in resource_folder("seeds").iterdir() if file.is_file()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        present = {entry.name for entry in folder.iterdir()}
        if present and present.isdisjoint(file.name for file in sample):
            message = f"{folder}: this folder holds something else. Name an empty or a new folder for the sample."
            raise UsageError(message)
        for file in sample:
            if file.name not in present:
                (folder / file.name).write_bytes(file.read_bytes())
    except OSError as error:
        message = f"{folder}: the sample cannot be copied there: {error.strerror}. Name another folder."
        raise OnrecordError(message) from error
