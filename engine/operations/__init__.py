"""The use cases: what the window and the command line ask for. Light to import; torch is loaded when work begins."""
