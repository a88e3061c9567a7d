"""What people decided: samples, classes, annotations, splits, and the history of every change. No torch here."""
