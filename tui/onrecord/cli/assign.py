"""`onrecord assign`: decides by lot who codes which articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_project_folder, require_folder
from onrecord.cli.command import DONE, Command
from onrecord.cli.messages import show
from onrecord.errors import UsageError
from onrecord.wording import counted

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project_folder(parser)
    parser.add_argument("--coders", metavar="A,B", required=True, help="the coders' names, as they open the review")
    parser.add_argument(
        "--overlap", metavar="20%", default="20%", help="share of the articles that two coders code (default: 20%%)"
    )
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="of the random numbers (default: 1)")


def _run(options: argparse.Namespace) -> int:
    from onrecord.articles.collection import find_articles
    from onrecord.coding.assignment import assign
    from onrecord.storage.assignment_file import load_assignment, save_assignment

    require_folder(options.project)
    coders = _coders(options.coders)
    overlap = _percent(options.overlap)
    if overlap and len(coders) < 2:
        message = "an overlap takes two coders: name more, or give --overlap 0%."
        raise UsageError(message)
    if options.seed < 0:
        message = f"--seed {options.seed}: give a whole number, 0 or more."
        raise UsageError(message)
    before = load_assignment(options.project)
    keys = [source.key for source in find_articles([options.project]).sources]
    assignment = assign(keys, coders, overlap, options.seed, before)
    new = len(assignment.articles) - len(before.articles if before else ())
    if not new and before is not None:
        show("Every article is assigned already. Remove assignment.yaml to draw anew.")
        return DONE
    for coder, articles in assignment.lists.items():
        show(f"{coder}: {counted(len(articles), 'article')}")
    drawn = f"{counted(new, 'article')} {'more ' if before else ''}assigned"
    doubly = f"{counted(len(assignment.doubly_coded), 'article')} with two coders"
    show(f"{drawn}, {doubly}: {save_assignment(options.project, assignment)}")
    return DONE


def _coders(names: str) -> list[str]:
    from onrecord.storage.coder import checked_name

    coders = [checked_name(name, "--coders A,B") for name in names.split(",")]
    if len(set(coders)) < len(coders):
        message = f"--coders {names}: a coder is named twice."
        raise UsageError(message)
    return coders


def _percent(text: str) -> int:
    number = text.strip().removesuffix("%").strip()
    if not (number.isascii() and number.isdigit() and int(number) <= 100):
        message = f"--overlap {text}: give percent of the articles, from 0% to 100%."
        raise UsageError(message)
    return int(number)


COMMAND = Command(
    "assign",
    "decides by lot who codes which articles, with a share that two coders code",
    "onrecord assign coverage/ --coders ana,ben,cleo --overlap 20% --seed 1",
    _add_arguments,
    _run,
)
