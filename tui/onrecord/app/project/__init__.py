"""The open project, without a screen."""
