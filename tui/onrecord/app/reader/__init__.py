"""The pane's text: an article wrapped to the pane's width, its quotes marked, painted a line at a time."""
