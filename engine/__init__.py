"""The engine of Fieldmark: projects, pictures, training and prediction, without a trace of the window."""
