"""Tuning in the window: the search that runs, its table of trials, its plot, and the choice of fields."""
