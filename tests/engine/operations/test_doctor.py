"""The examination of this machine: what it looks at, and that an unreachable hub is a fact and no fault."""

from __future__ import annotations

import pytest

from engine.operations import doctor
from engine.operations.doctor import examine
from engine.progress import run


def test_the_examination_names_versions_folders_and_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "HUB", ("127.0.0.1", 9))  # nobody listens there
    findings = {finding.name: finding for finding in run(examine())}
    assert {"python", "torch", "timm", "device", "qt libraries", "settings folder", "cache folder", "model hub"} <= set(findings)
    assert findings["settings folder"].ok is True and findings["torch"].value[0].isdigit()
    assert findings["model hub"].ok is None and "weights pack" in findings["model hub"].value
