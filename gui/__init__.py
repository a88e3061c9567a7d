"""The window of Fieldmark; everything it knows it asks of the engine."""
