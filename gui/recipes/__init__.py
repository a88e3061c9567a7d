"""What the window says of recipes, and how it keeps them in files."""
