"""The soil of a made-up project: its truth, and what is measured of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from edaphon.planning.design import Place
from edaphon.schemas.models.expected import ExpectedDocument
from edaphon.science.arrays import FloatArray
from edaphon.science.draws import normals

CENTIMETRES = 0.1
"""t C/ha of 1 g/kg in 1 cm of soil of 1 g/cm3."""

LEAST = 1e-5
"""What is measured of a soil at least [g/kg, g/cm3]; nothing real is below."""

POINT_CARBON, POINT_DENSITY, FIELD, POINT_CHANGE, CAMPAIGN, ANALYSIS, RING, ASSAY = (
    range(8)
)
"""Names of the streams of random numbers."""

Bounds = Sequence[tuple[float, float]]
"""Upper and lower depth of layers [cm]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a project measures of its soil; axes (point, layer)."""

    carbon: tuple[FloatArray, FloatArray, FloatArray]
    """Organic carbon of the first campaign, the last, and the archive [g/kg]."""
    density: tuple[FloatArray, FloatArray]
    """Bulk density of the first campaign and the last [g/cm3]."""


@dataclass(frozen=True, kw_only=True)
class Landscape:
    """What is true of the soil of a design."""

    expected: ExpectedDocument
    places: Sequence[Place]
    layers: tuple[Bounds, Bounds]
    """Layers of the first campaign and of the last [cm]."""
    gains: Mapping[str, float]
    """Yearly gain of project land beyond the control, by stratum [t C/ha/a]."""
    years: float
    """Time between the campaigns [a]."""
    entropy: int

    def measured(self, draw: int) -> Measured:
        """Return what is measured in one draw; the same for everyone.

        Streams are keyed by source and draw, and points that a larger design adds
        stand last, so that designs are compared on the same soil.
        """
        spread, errors = self.expected.spread, self.expected.errors
        count = len(self.places)
        carbon = 1 + _share(spread.soc_percent) * self._normal(
            POINT_CARBON, draw, (count, 1)
        )
        dense = 1 + _share(spread.density_percent) * self._normal(
            POINT_DENSITY, draw, (count, 1)
        )
        truth = [self._state(at, carbon, dense) for at in range(2)]
        soils = [truth[0][0], truth[1][0] + self._gained(truth[1][1], draw)]
        first, last = self._campaigns(draw)
        analysed = _share(errors.analysis_percent)
        cut = _share(errors.sample_density_percent)
        noise = [self._noise((ANALYSIS, at), draw, soil) for at, soil in
                 enumerate((soils[0], soils[1], soils[0]))]  # fmt: skip
        rings = [self._noise((RING, at), draw, dense) for at, (_, dense) in
                 enumerate(truth)]  # fmt: skip
        return Measured(
            carbon=(
                _seen(soils[0] * first[0] * (1 + analysed * noise[0])),
                _seen(soils[1] * last[0] * (1 + analysed * noise[1])),
                _seen(soils[0] * last[0] * (1 + analysed * noise[2])),
            ),
            density=(
                _seen(truth[0][1] * first[1] * (1 + cut * rings[0])),
                _seen(truth[1][1] * last[1] * (1 + cut * rings[1])),
            ),
        )

    def assays(self, draw: int, count: int) -> FloatArray:
        """Return deviations of assays, axes (point, campaign, assay)."""
        return self._normal(ASSAY, draw, (len(self.places), 2, count))

    def _state(
        self, at: int, carbon: FloatArray, dense: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return organic carbon and bulk density before the practice, by layer."""
        held = {item.id: item for item in self.expected.strata}
        rows = [held[self._owner(place.stratum)] for place in self.places]
        soc = [_spread_over(item.soc, self.layers, at) for item in rows]
        density = [_spread_over(item.bulk_density, self.layers, at) for item in rows]
        return np.array(soc) * carbon, np.array(density) * dense

    def _gained(self, density: FloatArray, draw: int) -> FloatArray:
        """Return the rise of organic carbon until the last campaign [g/kg]."""
        change = self._change(draw)
        held = {item.id: item for item in self.expected.strata}
        shares = np.array([
            _portions(held[self._owner(place.stratum)].shares, self.layers)
            for place in self.places
        ])  # fmt: skip
        thickness = np.array([bottom - top for top, bottom in self.layers[1]])
        found: FloatArray = (
            change[:, np.newaxis] * shares / (density * thickness * CENTIMETRES)
        )
        return found

    def _change(self, draw: int) -> FloatArray:
        """Return the change of each point between the campaigns [t C/ha]."""
        spread = self.expected.spread
        held = {item.id: item for item in self.expected.strata}
        fields = list(dict.fromkeys(place.field for place in self.places))
        own = [fields.index(place.field) for place in self.places]
        between = self._normal(FIELD, draw, (len(fields),))[own]
        within = self._normal(POINT_CHANGE, draw, (len(self.places),))
        yearly = np.array([
            float(held[self._owner(place.stratum)].control_change)
            + (self.gains[place.stratum] if place.role == "project" else 0.0)
            for place in self.places
        ])  # fmt: skip
        return (
            yearly * self.years
            + float(spread.between_fields) * between
            + float(spread.within_fields) * within
        )

    def _owner(self, stratum: str) -> str:
        """Return the stratum whose soil a point has: the first for foreign controls."""
        names = [item.id for item in self.expected.strata]
        return stratum if stratum in names else names[0]

    def _campaigns(self, draw: int) -> tuple[FloatArray, FloatArray]:
        """Return the factors of both campaigns on carbon and on bulk density."""
        errors = self.expected.errors
        sizes = np.array(
            [_share(errors.laboratory_percent), _share(errors.ring_percent)]
        )
        drawn = 1 + sizes * self._normal(CAMPAIGN, draw, (2, 2))
        return drawn[0], drawn[1]

    def _noise(self, key: tuple[int, int], draw: int, like: FloatArray) -> FloatArray:
        return _drawn(self.entropy, (*key, draw), like.shape)

    def _normal(self, source: int, draw: int, shape: tuple[int, ...]) -> FloatArray:
        return _drawn(self.entropy, (source, 0, draw), shape)


def _drawn(entropy: int, key: Sequence[int], shape: tuple[int, ...]) -> FloatArray:
    return normals(entropy, key, int(np.prod(shape))).reshape(shape)


def _seen(values: FloatArray) -> FloatArray:
    return np.maximum(values, LEAST)


def _share(percent: str) -> float:
    return float(percent) / 100


def _spread_over(
    values: Sequence[str], layers: tuple[Bounds, Bounds], at: int
) -> list[float]:
    """Return what the layers of a campaign hold, by those of the first one.

    A layer takes the value of the first campaign's layer in which its middle lies;
    below the deepest it is that of the deepest.
    """
    found = []
    for top, bottom in layers[at]:
        middle = (top + bottom) / 2
        place = next(
            (number for number, (_, end) in enumerate(layers[0]) if middle < end),
            len(values) - 1,
        )
        found.append(float(values[place]))
    return found


def _portions(shares: Sequence[str], layers: tuple[Bounds, Bounds]) -> list[float]:
    """Return the shares of a change by the layers of the last campaign.

    The deepest layer takes what lies below all others.
    """
    first, last = layers
    deepest = max(last[-1][1], first[-1][1])
    bounds = [*last[:-1], (last[-1][0], deepest)]
    return [
        sum(
            float(share) * max(0.0, min(bottom, end) - max(top, start)) / (end - start)
            for share, (start, end) in zip(shares, first, strict=True)
        )
        for top, bottom in bounds
    ]
