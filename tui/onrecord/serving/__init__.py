"""The review in a browser: a web server for this machine only, with a separate review for each tab."""
