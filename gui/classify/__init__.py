"""The classify page: answers as a grid that fills, what a person says of them, and the jobs that they come from."""
