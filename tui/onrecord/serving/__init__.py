"""The review in a browser: a web server for this machine alone, and a review of its own for every tab."""
