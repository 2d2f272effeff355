"""What a bundle tells of a method in words: figures in their order, and titles."""

from collections.abc import Mapping

from edaphon.accounting import DESCRIPTION, method_folder
from edaphon.bundle import Bundle
from edaphon.kernel import canonical
from edaphon.schemas.models.account import Text


def description(bundle: Bundle, method: str) -> Mapping[str, object]:
    """Return the words of a method, as far as the bundle tells them."""
    name = f"{method_folder(method)}/{DESCRIPTION}"
    if name not in bundle.names:
        return {}
    found = canonical.loads(bundle.read(name), file=name)
    return found if isinstance(found, dict) else {}


def figure_names(found: Mapping[str, object]) -> tuple[str, ...]:
    """Return the figures of a method in its order."""
    listed = found.get("figures")
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def loss_rule(bundle: Bundle, method: str) -> Text | None:
    """Return who makes a loss good and by when, None where the bundle does not say."""
    told = description(bundle, method).get("after_loss")
    if not isinstance(told, dict) or not {"en", "zh"} <= told.keys():
        return None
    return Text(en=str(told["en"]), zh=str(told["zh"]))


def titles(found: Mapping[str, object]) -> Mapping[str, Mapping[str, str]]:
    """Return the titles of a method's quantities in both languages."""
    names = found.get("names")
    if not isinstance(names, dict):
        return {}
    return {
        key: {language: str(text) for language, text in texts.items()}
        for key, texts in names.items()
        if isinstance(texts, dict) and {"en", "zh"} <= texts.keys()
    }
