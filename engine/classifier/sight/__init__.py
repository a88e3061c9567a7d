"""What the model sees: from a picture file to the tensor that goes into the network, the same for everyone who asks."""
