"""Draws of an example: one seed, one stream for each thing that is drawn."""

from collections.abc import Sequence

from edaphon.science.draws import normals, uniforms

STREAMS = (
    "corners", "places", "surface", "gains", "resampling", "carbon", "density",
    "stones", "chemistry", "necromass", "biomass", "marker", "counts", "yields",
    "amounts", "weather", "fluxes", "archived", "later gains",
)  # fmt: skip
"""What is drawn; the position in this list is the number of the stream."""


class Dice:
    """Random numbers that are the same on every machine (Philox).

    A stream is named by what is drawn and by numbers, so that drawing more of one
    thing never changes another.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def normal(self, name: str, *key: int, count: int) -> list[float]:
        """Return standard normal draws of a stream."""
        drawn = normals(self._seed, self._stream(name, key), count)
        return [float(value) for value in drawn]

    def uniform(self, name: str, *key: int, count: int) -> list[float]:
        """Return draws between 0 and 1 of a stream."""
        drawn = uniforms(self._seed, self._stream(name, key), count)
        return [float(value) for value in drawn]

    @staticmethod
    def _stream(name: str, key: Sequence[int]) -> tuple[int, ...]:
        return (STREAMS.index(name), *key)
