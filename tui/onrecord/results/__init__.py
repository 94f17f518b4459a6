"""What comes out: exports."""
