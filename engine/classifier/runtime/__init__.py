"""What computes a model's answers: PyTorch or OpenVINO, whichever is the fastest on this machine."""
