"""What models learn: from paths, targets and class names to a model that classifies. Knows nothing of projects."""
