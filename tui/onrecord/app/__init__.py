"""The screen (Textual): one command table, screens, widgets and theme."""
