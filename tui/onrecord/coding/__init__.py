"""What a coder decides: codebook, records, the review session, undo, and finding quotes again."""
