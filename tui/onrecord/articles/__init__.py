"""Bytes to articles: encoding, plain text and Markdown, safe text and offsets. Knows nobody."""
