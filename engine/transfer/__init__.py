"""Labels on their way in and out: files and folders that name pictures and classes, and nothing of the project itself."""
