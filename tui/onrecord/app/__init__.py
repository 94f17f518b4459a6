"""The review in the terminal, built with Textual. Imports in it only point downwards: see docs/architecture.md."""
