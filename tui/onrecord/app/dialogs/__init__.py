"""Lists, forms and pages that return an answer."""
