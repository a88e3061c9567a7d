"""The same job on several machines, by Ray Data, which brings all of the scheduling. Needs the extra `cluster`."""

from engine.batch.cluster.running import RayResult, classify_on_ray

__all__ = ["RayResult", "classify_on_ray"]
