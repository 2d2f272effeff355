"""Changing a YAML document of a person: comments, order and quotes are kept."""

import io
import re
from collections.abc import Callable

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

_WIDE = 4096
_INDENTED_LIST = re.compile(r"^\w+:[^\n]*\n(?:[ ]*#[^\n]*\n)*  - ", re.MULTILINE)


def changed(text: str, change: Callable[[CommentedMap], None]) -> str:
    """Return the text of a document after a change of its content.

    Parameters
    ----------
    text
        Text known to be a sound mapping (`edaphon.schemas.documents`).
    change
        Changes the content in place.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    if _INDENTED_LIST.search(text):
        yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    change(document)
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()
