"""Writes `docs/keys.md` from the command table and the ready keymaps. `make docs` calls it, a test checks it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.app.commands.coding import STANCES
from onrecord.app.commands.keymap_file import KEYMAPS, ready_keymap
from onrecord.app.commands.table import COMMANDS
from onrecord.app.dialogs.actor_list import ActorsScreen
from onrecord.app.dialogs.article_list import ArticleList
from onrecord.app.dialogs.conflict import ConflictScreen
from onrecord.app.dialogs.details import DetailsScreen
from onrecord.app.dialogs.help import dialog_keys
from onrecord.app.dialogs.mark_words import STEPS
from onrecord.app.dialogs.note import NoteScreen
from onrecord.app.dialogs.page import PageScreen
from onrecord.app.dialogs.picker import Picker
from onrecord.app.keys.keymap import with_keys
from onrecord.app.keys.names import key_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.app.commands.command import Command
    from onrecord.app.dialogs.mark_words import Step

PAGE = Path(__file__).with_name("keys.md")

_INTRODUCTION = """\
# Keys

<!-- Written by docs/make_keys.py from app/commands/ and app/keys/keymaps/: change those, then make docs -->

`?` lists what can be done where you are, with the keys in effect: first what would do something there and then,
under it the rest, which is dimmed. Typing narrows the list, `Enter` does what is highlighted. `Ctrl+P` finds a
command by its name, `F1` shows the keys of any list or form. The bottom line shows the keys needed most, as many as
fit; they can be clicked.

## Your own keys

Write a file `keys.yaml` into the folder of your configuration: `~/.config/onrecord/` on Linux (or where
`$XDG_CONFIG_HOME` says), `~/Library/Application Support/onrecord/` on a Mac. It can choose one of two ready
keymaps, `default` and `vim`, and give any command other keys, one or several; the first is the one that the screen
shows.

```yaml
# keys.yaml
keymap: vim
keys:
  accept: [Space, Enter]
  mark_selected: V
  flag: R
  next_unreviewed: "] q"
  end_on: ["+", Alt+Right]
  confirm_places: []
marking:
  next_sentence: s
```

- The commands' names stand in the tables below; `onrecord keys` prints them with the keys in effect.
- A key is the sign that it gives (`J`, `é`, `"?"`) or a name: `Space`, `Tab`, `Enter`, `Esc`, `Backspace`, `Del`,
  `Ins`, `Home`, `End`, `PgUp`, `PgDn`, `Up`, `Down`, `Left`, `Right`, `F1` to `F24`; `Ctrl+` and `Alt+` may stand
  before either, `Shift+` before a name. Two keys that are pressed one after the other have a blank between them:
  `"g g"`. Put signs into quotes, since many of them mean something else in YAML.
- `[]` takes a command's keys away. It can still be run from the list of commands and from help, so only that list
  (`palette`) and `leave` must have a key.
- What stands under `marking` holds while words are marked. The keys of lists and forms are always the same.
- The file is checked at the start. Where a command does not exist, a key does not, or one key would do two things,
  the program opens with the default keys and says in which line and what to do about it; so does `onrecord keys`,
  without opening anything.
"""

_DIALOGS = (
    ("In a list", Picker),
    ("In the list of articles", ArticleList),
    ("In the list of actors", ActorsScreen),
    ("In the form for kind, via and addressee", DetailsScreen),
    ("In the note", NoteScreen),
    ("Where something was coded in two ways", ConflictScreen),
    ("On a page (problems, keys)", PageScreen),
)
_READY = {name: ready_keymap(name) for name in KEYMAPS}


def keys_page() -> str:
    """Return the page."""
    tables = [with_keys(COMMANDS, keymap.review) for keymap in _READY.values()]
    parts = [_INTRODUCTION]
    for group, alike in groupby(zip(*tables, strict=True), key=lambda commands: commands[0].group):
        rows = [_row(commands) for commands in alike if commands[0].name not in _OTHER_STANCES]
        parts.append(_table(str(group), (*KEYMAPS, "command", "what it does"), rows))
    steps = zip(*(with_keys(STEPS, keymap.marking) for keymap in _READY.values()), strict=True)
    rows = [_row(alike) for alike in steps]
    parts.append(_table("While words are marked", (*KEYMAPS, "step", "what it does"), rows))
    for heading, screen in _DIALOGS:
        rows = [(_code(keys.split()), what) for keys, what in dialog_keys(screen)]
        parts.append(_table(heading, ("key", "what it does"), rows))
    return "\n".join(parts)


_OTHER_STANCES = {stance.name for stance in STANCES[1:]}


def _row(alike: Sequence[Command | Step]) -> tuple[str, ...]:
    first = alike[0]
    keys = (_code(map(key_label, one.keys)) for one in alike)
    if first.name == STANCES[0].name:
        what = first.description.replace("first stance label", "stance label of that number")
        last = key_label(STANCES[-1].keys[0])
        return *(f"{key} … `{last}`" for key in keys), f"`{first.name}` … `{STANCES[-1].name}`", what
    return *keys, f"`{first.name}`", first.description


def _table(heading: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join([f"## {heading}", "", *(f"| {' | '.join(line)} |" for line in lines), ""])


def _code(labels: Iterable[str]) -> str:
    # A bar would end the table's cell.
    return " ".join(f"`{label}`" for label in labels).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
