"""onrecord: who said what, and where they stand, reviewed side by side in the terminal."""

__version__ = "0.1.0"
