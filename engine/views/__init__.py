"""Which samples are shown: the filter language, sorts, groups and saved views. Light: no numpy, no Pillow."""
