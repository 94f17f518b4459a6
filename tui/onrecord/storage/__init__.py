"""The project folder on disk: the file format, atomic saves, locks, merging and recovery."""
