"""The root of every error that a user can meet."""


class OnrecordError(Exception):
    """Something the user can do something about.

    Its text is shown as it stands: it names the file or the argument, says what is wrong and what to do.
    """


class UsageError(OnrecordError):
    """The command was called in a way that cannot work (exit code 2); any other error means faulty data (1)."""
