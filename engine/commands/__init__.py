"""The commands of the command line; engine/cli.py puts them together."""
