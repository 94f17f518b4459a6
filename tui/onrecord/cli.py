"""The commands: reads the command line, calls the rooms, and turns their errors into messages and exit codes."""

from __future__ import annotations

import argparse
import gc
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord import __version__
from onrecord.errors import OnrecordError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.quotes.batch import Outcome

DONE, FAULTY_DATA, WRONG_USE = 0, 1, 2
INTERRUPTED = 130
"""What shells say of a program that Ctrl+C has ended."""


class Subcommand(NamedTuple):
    """A command of its own: what its arguments are, and what it does with them."""

    summary: str
    example: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 the data has faults, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in SUBCOMMANDS:
            return _run(words[0], SUBCOMMANDS[words[0]], words[1:])
        return _review(_review_parser().parse_args(words))
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return WRONG_USE if isinstance(error, UsageError) else FAULTY_DATA
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(name: str, command: Subcommand, words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog=f"onrecord {name}",
        description=command.summary,
        epilog=f"Example:  {command.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def _review_parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  onrecord {name:<8} {command.summary}" for name, command in SUBCOMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Review who said what in news coverage, articles side by side, and code where they stand.",
        epilog=f"Example:  onrecord coverage/ --coder ana\n\nOther commands:\n{commands}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="folders, articles, files of many")
    _add_project(parser)
    _add_coder(parser)
    parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    return parser


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--project", metavar="DIR", type=Path, help="the project folder, for files of several folders"
    )


def _add_coder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--coder", metavar="NAME", help="who codes; else your configuration, git or login name")
    parser.add_argument("--log", metavar="FILE", type=Path, help="write a log for finding faults")


def _review(options: argparse.Namespace) -> int:
    _need_terminal()
    return _open(options.paths, options.project, options)


def _open(paths: Sequence[Path], project: Path | None, options: argparse.Namespace, *, tour: bool = False) -> int:
    from onrecord.app.run import open_review

    open_review(paths, project, options.coder, options.log, tour=tour)
    return DONE


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        message = "the review needs a terminal. Without one, “onrecord quotes PATH” prints what it finds."
        raise UsageError(message)


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=Path("onrecord-demo"))
    _add_coder(parser)


def _demo(options: argparse.Namespace) -> int:
    from onrecord.demo import copy_sample

    _need_terminal()
    copy_sample(options.folder)
    return _open([options.folder], None, options, tour=True)


def _init_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="the project folder")


def _init(options: argparse.Namespace) -> int:
    from onrecord.storage.codebook_file import write_starter

    print(f"{write_starter(options.folder)}: edit it, then open the folder with “onrecord {options.folder}”.")
    return DONE


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    from onrecord.results.export import FORMATS

    parser.add_argument("project", metavar="DIR", type=Path, help="the project folder")
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="csv", help="csv for spreadsheets (the default), or jsonl"
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="a file, instead of standard output")


def _export(options: argparse.Namespace) -> int:
    from onrecord.results.export import export

    _need_folder(options.project)
    try:
        if options.output is None:
            faults = _export_to_standard_output(options)
        else:
            with options.output.open("wb") as file:
                faults = export(options.project, options.format, file)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{options.output or 'standard output'}: cannot be written: {error.strerror}. Name another file."
        raise OnrecordError(message) from error
    for fault in faults:
        print(f"onrecord: {fault}", file=sys.stderr)
    return FAULTY_DATA if faults else DONE


def _export_to_standard_output(options: argparse.Namespace) -> tuple[OnrecordError, ...]:
    from onrecord.articles.safe_text import visible
    from onrecord.results.export import export

    if not sys.stdout.isatty():
        return export(options.project, options.format, sys.stdout.buffer)
    # What a file may hold could act on a terminal.
    buffer = io.BytesIO()
    faults = export(options.project, options.format, buffer)
    sys.stdout.writelines(f"{visible(line)}\n" for line in buffer.getvalue().decode("utf-8-sig").splitlines())
    return faults


def _quotes_arguments(parser: argparse.ArgumentParser) -> None:
    from onrecord.quotes.output import WRITERS

    parser.add_argument(
        "paths", metavar="PATH", type=Path, nargs="+", help="folders, articles, .jsonl or .csv files of many"
    )
    _add_project(parser)
    parser.add_argument(
        "--format", choices=tuple(WRITERS), default="table", help="table (the default), jsonl or csv"
    )
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="processes to work in (the default: 1)")
    parser.add_argument(
        "--language", metavar="CODE", help="language of all articles (the default: each article's own)"
    )


def _quotes(options: argparse.Namespace) -> int:
    from onrecord.articles.errors import ArticleError
    from onrecord.quotes.batch import quote_paths
    from onrecord.quotes.output import WRITERS
    from onrecord.quotes.quote import QuotedArticle

    if options.jobs < 1:
        message = f"--jobs {options.jobs}: give the number of processes, 1 or more."
        raise UsageError(message)
    # What is found makes no reference cycles, and the collector would take a fifth of the time.
    gc.disable()
    faults = 0

    def found() -> Iterator[QuotedArticle]:
        nonlocal faults
        outcomes = quote_paths(
            options.paths, options.project, jobs=options.jobs, language=options.language, tell=_say
        )
        for outcome in _with_progress(outcomes, options):
            if isinstance(outcome, ArticleError):
                faults += 1
                print(f"onrecord: {outcome}", file=sys.stderr)
            else:
                yield outcome

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    WRITERS[options.format](found(), sys.stdout)
    return FAULTY_DATA if faults else DONE


def _say(message: str) -> None:
    print(f"onrecord: {message}", file=sys.stderr)


def _with_progress(outcomes: Iterator[Outcome], options: argparse.Namespace) -> Iterator[Outcome]:
    """Pass the outcomes on, with a bar on standard error where that is a terminal and the quotes go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return outcomes
    from onrecord.app.progress import with_bar
    from onrecord.quotes.batch import count_articles

    return with_bar(outcomes, count_articles(options.paths, options.project), "finding quotes")


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--resolve", action="store_true", help="ask what is to hold in files that git left with conflict marks"
    )
    parser.add_argument(
        "files", metavar="FILE", type=Path, nargs="+", help="what git hands to its driver (%%O %%A %%B %%P)"
    )


def _merge(options: argparse.Namespace) -> int:
    from onrecord.merging import drive_merge, resolve

    if options.resolve:
        ask = input if sys.stdin.isatty() and sys.stdout.isatty() else None
        resolved = [resolve(path, ask) for path in options.files]
        return DONE if all(resolved) else FAULTY_DATA
    if len(options.files) != 4:
        message = (
            "a merge driver is given four files: %O %A %B %P. To resolve a conflict: onrecord merge --resolve FILE"
        )
        raise UsageError(message)
    return DONE if drive_merge(*options.files) else FAULTY_DATA


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="DIR", type=Path, help="the project folder")
    parser.add_argument(
        "--fix", action="store_true", help="mend what is safe to mend, and ask where it is not sure"
    )


def _check(options: argparse.Namespace) -> int:
    from onrecord.articles.safe_text import visible
    from onrecord.results.check import Extent, check

    _need_folder(options.project)
    left = mended = 0
    extent = Extent()
    ask = _ask_yes if sys.stdin.isatty() and sys.stdout.isatty() else None
    for finding in check(options.project, mend=options.fix, ask=ask, extent=extent):
        left += finding.fault and not finding.mended
        mended += finding.mended
        print(visible(finding.message))
    if mended and not left:
        extent = Extent()  # of the files as they are now
        for finding in check(options.project, extent=extent):
            left += finding.fault
            if finding.fault:
                print(visible(finding.message))
    if left:
        return FAULTY_DATA
    print(extent)
    return DONE


def _ask_yes(question: str) -> bool:
    from onrecord.articles.safe_text import visible

    try:
        return input(f"{visible(question)} (y/n)? ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _move_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "old", metavar="OLD", type=Path, help="the article, or a folder of articles, as it was called"
    )
    parser.add_argument("new", metavar="NEW", type=Path, help="its new name")
    parser.add_argument(
        "--project", metavar="DIR", type=Path, help="the project folder; else the one with annotations"
    )


def _move(options: argparse.Namespace) -> int:
    from onrecord.articles.safe_text import visible
    from onrecord.storage.moved_articles import move_article

    for file in move_article(options.old, options.new, options.project):
        print(visible(str(file)))
    return DONE


def _coder_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="DIR", type=Path, help="the project folder")
    parser.add_argument("--rename", metavar=("OLD", "NEW"), nargs=2, help="give the coding of OLD to NEW")


def _coder(options: argparse.Namespace) -> int:
    from onrecord.articles.safe_text import visible
    from onrecord.storage.coder import checked_name
    from onrecord.storage.moved_articles import coders, rename_coder

    _need_folder(options.project)
    if options.rename is None:
        for name, number in sorted(coders(options.project).items()):
            print(f"{visible(name)}: {number} {'article' if number == 1 else 'articles'}")
        return DONE
    old, new = (checked_name(name, "--rename OLD NEW") for name in options.rename)
    moved = rename_coder(options.project, old, new)
    if not moved:
        message = f"{visible(old)} has coded nothing here. Without --rename, the coders are listed."
        raise UsageError(message)
    for file in moved:
        print(visible(str(file)))
    return DONE


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="DIR", type=Path, help="a folder of articles")
    parser.add_argument("--port", metavar="N", type=int, default=0, help="the port to listen at; else a free one")
    _add_coder(parser)


def _serve(options: argparse.Namespace) -> int:
    from onrecord.articles.collection import find_articles
    from onrecord.serving.server import Served, serve
    from onrecord.storage.codebook_file import load_codebook
    from onrecord.storage.coder import coder_name

    def announce(address: str) -> None:
        print(f"The review is at {address}")
        print("Open it in a browser on this machine. Ctrl+C ends it.", flush=True)

    load_codebook(find_articles([options.path]).project)
    serve(Served(options.path, coder_name(options.coder), options.log), options.port, announce)
    return DONE


def _no_arguments(_parser: argparse.ArgumentParser) -> None:
    """Leave the parser as it is."""


def _keys(_options: argparse.Namespace) -> int:
    from onrecord.app.commands.key_table import listed
    from onrecord.app.commands.user_keymap import load_keymap
    from onrecord.app.keys.keymap import keymap_file

    keymap = load_keymap()
    for fault in keymap.faults:
        print(f"onrecord: {fault}", file=sys.stderr)
    print("\n".join(listed(keymap, keymap_file())))
    return FAULTY_DATA if keymap.faults else DONE


def _need_folder(folder: Path) -> None:
    if not folder.is_dir():
        message = f"{folder}: there is no such folder. Name the project folder."
        raise UsageError(message)


SUBCOMMANDS = {
    "demo": Subcommand(
        "copies the sample articles and their codebook into DIR and opens them",
        "onrecord demo",
        _demo_arguments,
        _demo,
    ),
    "init": Subcommand(
        "writes a commented codebook.yaml to start from",
        "onrecord init coverage/",
        _init_arguments,
        _init,
    ),
    "quotes": Subcommand(
        "prints the quotes and their actors, without the screen",
        "onrecord quotes coverage/ --format jsonl > quotes.jsonl",
        _quotes_arguments,
        _quotes,
    ),
    "export": Subcommand(
        "writes the coding for other programs: one row a coder, quote and target",
        "onrecord export coverage/ --format csv -o coding.csv",
        _export_arguments,
        _export,
    ),
    "check": Subcommand(
        "checks the codebook and every annotation file, and whether every quote still stands",
        "onrecord check coverage/ --fix",
        _check_arguments,
        _check,
    ),
    "move": Subcommand(
        "takes the coding along where an article was renamed or moved",
        "onrecord move coverage/a.txt coverage/week1/a.txt",
        _move_arguments,
        _move,
    ),
    "coder": Subcommand(
        "lists the coders of a project, or renames one",
        'onrecord coder coverage/ --rename ana "Ana Roe"',
        _coder_arguments,
        _coder,
    ),
    "keys": Subcommand(
        "prints the keys in effect, and checks your own",
        "onrecord keys",
        _no_arguments,
        _keys,
    ),
    "merge": Subcommand(
        "merges annotation files for git, or resolves the conflicts that git left in one",
        "onrecord merge --resolve annotations/ana/a.txt.yaml",
        _merge_arguments,
        _merge,
    ),
    "serve": Subcommand(
        "opens the review in a browser, on this machine only",
        "onrecord serve coverage/ --coder ana",
        _serve_arguments,
        _serve,
    ),
}
