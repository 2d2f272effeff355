"""Microbial groups and their carbon from phospholipid fatty acids."""

import re
from collections.abc import Mapping

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.science.arrays import FloatArray
from edaphon.science.requirements import require_not_negative, require_same_shape

GROUPS: Mapping[str, tuple[str, ...]] = {
    "gram_positive": ("i15:0", "a15:0", "i16:0", "i17:0", "a17:0"),
    "gram_negative": ("16:1w7", "cy17:0", "18:1w7", "cy19:0"),
    "bacterial": (
        "i15:0",
        "a15:0",
        "15:0",
        "i16:0",
        "16:1w7",
        "i17:0",
        "a17:0",
        "cy17:0",
        "18:1w7",
        "cy19:0",
    ),
    "fungal": ("18:2w6",),
    "mycorrhizal": ("16:1w5",),
    "actinobacterial": ("10me16:0", "10me17:0", "10me18:0"),
    "cyclopropyl": ("cy17:0", "cy19:0"),
    "precursor": ("16:1w7", "18:1w7"),
}
"""Marker fatty acids of each group, in the spelling of :func:`marker`."""

BACTERIAL_PLFA_PER_CARBON = 363.6
"""PLFA per bacterial carbon [nmol mg-1], Frostegård & Bååth (1996)."""

FUNGAL_PLFA_PER_CARBON = 11.8
"""18:2w6,9 per fungal carbon [nmol mg-1], Klamer & Bååth (2004)."""

FLUSH_PER_PLFA = 2.4
"""Fumigation flush per total PLFA [ug C nmol-1], Bailey et al. (2002)."""


def marker(name: str) -> str:
    """Return the plain spelling of a fatty acid.

    Omega becomes w, spaces go, and so do a unit in brackets, cis and trans and
    the further double bonds of linoleic acid; a branch that the identification
    software (MIDI Sherlock) writes behind the chain goes before it.

    Parameters
    ----------
    name
        Name as a laboratory writes it, such as ``18:2 ω6,9c``.

    Returns
    -------
    str
        Name as in :data:`GROUPS`.

    Examples
    --------
    >>> marker("18:2 ω6,9c"), marker("16:1w7c"), marker("10Me 16:0"), marker("cy-17:0")
    ('18:2w6', '16:1w7', '10me16:0', 'cy17:0')
    >>> marker("15:0 iso"), marker("17:0 cyclo w7c"), marker("16:0 10-methyl")
    ('i15:0', 'cy17:0', '10me16:0')
    """
    bare = name.replace("（", "(").replace("[", "(").split("(", maxsplit=1)[0]
    plain = bare.casefold().replace("ω", "w")
    for mark in (" ", "-", "_"):
        plain = plain.replace(mark, "")
    stem = _SHERLOCK.sub(_as_prefix, plain.split(",", maxsplit=1)[0])
    return stem.rstrip("ct") if "w" in stem else stem


_SHERLOCK = re.compile(r"^(\d+:\d+)(iso|anteiso|cyclo|10methyl)(w\d+)?c?$")
_PREFIXES = {"iso": "i", "anteiso": "a", "cyclo": "cy", "10methyl": "10me"}


def _as_prefix(found: re.Match[str]) -> str:
    """Return ``15:0 iso`` as ``i15:0``; the ring of a cyclo acid has one place."""
    return _PREFIXES[found[2]] + found[1]


def group_content(fatty_acids: Mapping[str, FloatArray], group: str) -> FloatArray:
    """Add up the marker fatty acids of one group.

    Parameters
    ----------
    fatty_acids
        Contents by plain spelling [nmol g-1 dry soil]; arrays of one shape.
    group
        Name in :data:`GROUPS`.

    Returns
    -------
    FloatArray
        Content of the group [nmol g-1]; ``nan`` where a marker is ``nan``.
        Markers that were not looked for are left out, so that groups compare
        only between samples of one laboratory method.

    Raises
    ------
    EdaphonError
        ``SCI_MARKERS_MISSING`` when no marker of the group is there,
        ``SCI_NEGATIVE`` for contents below 0, ``SCI_SHAPES_DIFFER`` when the
        markers do not pair.
    """
    found = [name for name in GROUPS[group] if name in fatty_acids]
    if not found:
        facts = {"group": group, "markers": ", ".join(GROUPS[group])}
        raise EdaphonError(Problem(code="SCI_MARKERS_MISSING", facts=facts))
    markers = {name: fatty_acids[name] for name in found}
    require_same_shape(**markers)
    require_not_negative(**markers)
    content = markers[found[0]].copy()
    for name in found[1:]:
        content = content + markers[name]
    return content


def ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    """Divide two groups.

    Parameters
    ----------
    above, below
        Contents, for example fungal and bacterial [nmol g-1].

    Returns
    -------
    FloatArray
        Quotient [1]; ``nan`` where the divisor is 0.
    """
    quotient: FloatArray = above / np.where(below == 0, np.nan, below)
    return quotient


def bacterial_carbon(content: FloatArray) -> FloatArray:
    """Estimate living bacterial carbon; sure to about a factor of two.

    Parameters
    ----------
    content
        Bacterial PLFA [nmol g-1].

    Returns
    -------
    FloatArray
        Carbon [mg kg-1 dry soil].

    Examples
    --------
    >>> bacterial_carbon(np.array([40.0])).round(3)
    array([110.011])
    """
    carbon: FloatArray = content * 1000.0 / BACTERIAL_PLFA_PER_CARBON
    return carbon


def fungal_carbon(content: FloatArray) -> FloatArray:
    """Estimate living fungal carbon; plant roots carry the marker too.

    Parameters
    ----------
    content
        18:2w6,9 [nmol g-1].

    Returns
    -------
    FloatArray
        Carbon [mg kg-1 dry soil].

    Examples
    --------
    >>> fungal_carbon(np.array([3.0])).round(3)
    array([254.237])
    """
    carbon: FloatArray = content * 1000.0 / FUNGAL_PLFA_PER_CARBON
    return carbon
