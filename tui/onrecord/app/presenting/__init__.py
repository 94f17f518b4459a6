"""Turns the session's state into what widgets show."""
