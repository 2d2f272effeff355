"""Quantities of a method in the words of its pack."""

from collections.abc import Sequence

from edaphon.cli.output import language
from edaphon.kernel.errors import EdaphonError


def titled(method: str, names: Sequence[str]) -> list[str]:
    """Return quantities by title and name.

    Parameters
    ----------
    method
        Id of the method pack; names stand alone where it is not installed.
    names
        Names of equations or inputs.

    Returns
    -------
    list of str
        Such as ``Synthetic N applied (synthetic_n)``, in the language of the call.
    """
    from edaphon.methods import pack  # noqa: PLC0415 - slow to load
    from edaphon.methods.showing import Words  # noqa: PLC0415 - slow to load

    form = "{title}（{name}）" if language() == "zh" else "{title} ({name})"
    try:
        words = Words(pack(method), language())
    except EdaphonError:
        return list(names)
    titles = {name: words.title(name) for name in names}
    return [
        name if title == name else form.format(title=title, name=name)
        for name, title in titles.items()
    ]
