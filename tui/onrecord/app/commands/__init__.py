"""Everything the reviewer can do: one table of commands feeds keys, footer, help, palette and documentation."""
