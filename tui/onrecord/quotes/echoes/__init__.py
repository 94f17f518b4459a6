"""One utterance in several articles: finds it, says how each outlet cut it, and counts it once."""
