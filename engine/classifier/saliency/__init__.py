"""Where in a picture the evidence lies, by several methods, and the check whether it truly lies there."""
