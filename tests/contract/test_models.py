"""The committed types are what the published schemas give."""

import pytest

from tools import models


@pytest.mark.parametrize("kind", models.KINDS)
def test_models_are_as_their_schemas_say(kind):
    committed = (models.MODELS / f"{kind}.py").read_text("utf-8")

    assert models.model(kind) == committed, "run make models"
