"""Writing single values into a YAML document; every other line stays as it is."""

from collections.abc import Sequence

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode


def value_replaced(text: str, name: str, value: str) -> str:
    """Return the text with another plain value at a top key.

    Parameters
    ----------
    text
        Text known to be a sound mapping that holds the key.
    """
    found = _child(_root(text), name)
    assert found is not None  # noqa: S101 - the caller has read the value
    return text[: found.start_mark.index] + value + text[found.end_mark.index :]


def blanks_added(text: str, section: str, names: Sequence[str]) -> str:
    """Return the text with keys without a value at the end of a top section.

    Parameters
    ----------
    text
        Text known to be a sound mapping.
    section
        Key of a mapping; it is made at the end where there is none.
    names
        Keys that the section does not hold.
    """
    root = _root(text)
    found = _child(root, section)
    if found is None and root.flow_style:
        inner = ", ".join(f"{name}: null" for name in names)
        return _in_braces(text, root, f"{section}: {{{inner}}}")
    if found is None:
        lines = [f"{section}:", *(f"  {name}:" for name in names)]
        return _with_lines(text, len(text), lines)
    if isinstance(found, MappingNode) and found.flow_style:
        told = ", ".join(f"{name}: null" for name in names)
        return _in_braces(text, found, told)
    if isinstance(found, MappingNode):
        indent = " " * found.value[0][0].start_mark.column
        return _with_lines(text, _end(found), [f"{indent}{name}:" for name in names])
    blank = text[: found.start_mark.index] + text[found.end_mark.index :]
    return _with_lines(blank, found.start_mark.index, [f"  {name}:" for name in names])


def _root(text: str) -> MappingNode:
    root = YAML().compose(text)
    assert isinstance(root, MappingNode)  # noqa: S101 - as the callers promise
    return root


def _child(mapping: MappingNode, name: str) -> Node | None:
    return next((value for key, value in mapping.value if key.value == name), None)


def _in_braces(text: str, found: MappingNode, told: str) -> str:
    place = _end(found.value[-1][1]) if found.value else found.end_mark.index - 1
    lead = ", " if found.value else ""
    return f"{text[:place]}{lead}{told}{text[place:]}"


def _end(node: Node) -> int:
    """Return where a node ends; a block ends where its last value does."""
    if isinstance(node, MappingNode) and node.value and not node.flow_style:
        return _end(node.value[-1][1])
    if isinstance(node, SequenceNode) and node.value and not node.flow_style:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _with_lines(text: str, place: int, lines: Sequence[str]) -> str:
    """Return the text with whole lines after the line of a place."""
    newline = "\r\n" if "\r\n" in text else "\n"
    added = "".join(line + newline for line in lines)
    if text[:place].endswith("\n"):
        return text[:place] + added + text[place:]
    end = text.find("\n", place)
    if end < 0:
        return text + newline + added
    return text[: end + 1] + added + text[end + 1 :]


def entry_added(text: str, name: str, entry: str) -> str:
    """Return the text with another entry in the list of a top key.

    Parameters
    ----------
    text
        Text known to be a sound mapping.
    name
        Key of a list, of a plain value that the list replaces, or of nothing yet.
    entry
        The entry on one line, such as ``{bundle: "sha256:…"}``.
    """
    root = _root(text)
    found = _child(root, name)
    if found is None and root.flow_style:
        return _in_braces(text, root, f"{name}: [{entry}]")
    if found is None:
        return _with_lines(text, len(text), [f"{name}:", f"  - {entry}"])
    if isinstance(found, SequenceNode) and found.value and not found.flow_style:
        indent = " " * found.start_mark.column
        return _with_lines(text, _end(found), [f"{indent}- {entry}"])
    held = text[found.start_mark.index : found.end_mark.index]
    if isinstance(found, SequenceNode) and found.value:
        place = _end(found.value[-1])
        return f"{text[:place]}, {entry}{text[place:]}"
    if not held:
        key = next(key for key, value in root.value if value is found)
        place = text.index(":", key.end_mark.index) + 1
        return f"{text[:place]} [{entry}]{text[place:]}"
    before, after = text[: found.start_mark.index], text[found.end_mark.index :]
    return f"{before}[{entry}]{after}"
