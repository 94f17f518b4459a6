"""Colours: themes and readable label colours."""
