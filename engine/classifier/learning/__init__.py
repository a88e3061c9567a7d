"""From labelled pictures to a network that tells them apart."""
