"""Released packs as the drafts that they were."""

from dataclasses import replace

import pytest

from edaphon.methods.engine import account_needs
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack import pack


def draft_of(released: MethodPack) -> MethodPack:
    """Return a pack as a draft."""
    return replace(released, document={**released.document, "status": "draft"})


def drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every pack that accounts be a draft here."""
    monkeypatch.setattr(account_needs, "pack", lambda name: draft_of(pack(name)))
