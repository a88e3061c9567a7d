"""What the views show: Qt models, and the loader of their thumbnails."""
