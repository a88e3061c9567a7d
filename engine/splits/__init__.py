"""Which samples teach and which examine: groups that stay together, dealing them out, and what a plain split would leak."""
