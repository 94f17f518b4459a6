"""Names of keys, and the keymap."""
