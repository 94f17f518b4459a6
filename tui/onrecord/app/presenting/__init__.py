"""What the session says, as what the widgets show."""
