"""Where in a picture the evidence lies: the panel of the inspector, and the methods side by side."""
