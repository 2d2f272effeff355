"""Reading YAML that we wrote ourselves: the safe loader, in C where it is there."""

from typing import Any


def load_yaml(text: str | bytes) -> Any:  # noqa: ANN401 - any document
    """Return a YAML document of our own as mappings, lists and scalars.

    What a person wrote is read by `edaphon.schemas.documents`, which keeps places
    and refuses what is dangerous.

    Examples
    --------
    >>> load_yaml("{en: one, zh: 一}")
    {'en': 'one', 'zh': '一'}
    """
    import yaml  # noqa: PLC0415 - only a message or a pack needs it; start-up does not

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe
