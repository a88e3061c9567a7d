"""The model on the disk, and its card."""
