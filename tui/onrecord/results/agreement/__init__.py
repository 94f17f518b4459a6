"""Intercoder agreement: the units that coders have in common, and the coefficients computed on them."""
