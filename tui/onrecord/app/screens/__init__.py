"""The screens: the review, and the lists and forms that open over it."""
