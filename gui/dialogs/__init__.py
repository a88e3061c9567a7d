"""Short questions; every dialog is a small file with one class."""
