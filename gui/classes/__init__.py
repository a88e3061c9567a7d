"""Classes in the window: the panel, the picker, the dialogs about one class or several."""
