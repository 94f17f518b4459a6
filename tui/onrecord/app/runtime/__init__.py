"""Type-ahead, pauses for garbage collection, and the end of a lost terminal."""
