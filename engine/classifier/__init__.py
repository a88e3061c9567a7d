"""What models learn: from paths, targets and class names to a model that classifies. Knows nothing of projects."""

import os

# Read by torch's OpenMP when it is loaded. Threads that spin at barriers, its default, fight with whatever else runs: beside two
# busy programs on two cores a training step took 2.6 s instead of 0.09 s. Threads that sleep cost nothing on an idle machine.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

# Read by huggingface_hub when it is imported: without it a download would tell the hub about this machine.
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
