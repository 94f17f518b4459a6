"""The commands of the review. One table feeds keys, footer, help, palette and documentation."""
