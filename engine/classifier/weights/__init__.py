"""Where pretrained weights come from and where they are kept. Nothing is ever unpickled."""
