"""What comes out of a project: checks, exports, citations, agreement."""
