"""The parts of the Train page: the recipe's form, the queue of runs, the live views, the table of models."""
