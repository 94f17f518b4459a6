"""The least that Textual can do: one label, which shows the last key."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Label


class BareApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        yield Label("bare app")

    def on_key(self, event: events.Key) -> None:
        self.query_one(Label).update(f"{event.key} {event.time}")


if __name__ == "__main__":
    BareApp().run()
