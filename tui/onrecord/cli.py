"""The commands: reads the command line, calls the rooms, and turns their errors into messages and exit codes."""


def main() -> int:
    """Run the command line and return the exit code."""
    return 2
