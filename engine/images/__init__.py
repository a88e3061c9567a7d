"""Pictures on disk: read them, find them, make thumbnails of them."""
