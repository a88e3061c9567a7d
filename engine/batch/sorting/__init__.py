"""Classified files sorted into folders: a plan that touches nothing, a journal on disk, and a way on and a way back from any moment."""
