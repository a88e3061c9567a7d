"""Answers about folders: a job that survives a kill, what it found, and what becomes of the files. Knows no project."""
