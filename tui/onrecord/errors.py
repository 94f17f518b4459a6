"""The base classes of errors that a user can meet."""


class OnrecordError(Exception):
    """An error that the user can act on.

    Its text is shown unchanged. It names the file or argument, and says what is wrong and what to do.
    """


class UsageError(OnrecordError):
    """A wrong use of a command (exit code 2). Any other OnrecordError means faulty data (exit code 1)."""
