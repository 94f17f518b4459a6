"""The parts of the review screen. A widget shows and posts messages; it does not call the session."""
