"""One adjudicated coding from those of several coders."""
