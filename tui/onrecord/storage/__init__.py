"""The folder on disk: the YAML dialect, atomic saves and locks."""
