"""What a reviewer decides: codebook, stances, the review session and undo."""
