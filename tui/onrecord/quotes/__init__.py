"""Articles to quotes: marks, cues, mentions, attribution and actors. Knows articles."""
