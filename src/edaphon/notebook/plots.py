"""The drawings of the report, each as an object that a notebook shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edaphon.notebook.markup import safe

if TYPE_CHECKING:
    from edaphon.reporting import Drawn


@dataclass(frozen=True, slots=True, repr=False)
class Plot:
    """One drawing."""

    name: str
    caption: str
    svg: str
    """The drawing as SVG text; write it to a file to keep it."""

    def __repr__(self) -> str:
        return f"{self.name}: {self.caption}"

    def _repr_svg_(self) -> str:
        return self.svg


class Plots(Mapping[str, Plot]):
    """Drawings by name, in the order of the report."""

    def __init__(self, drawn: "tuple[Drawn, ...]") -> None:
        self._plots = {one.name: Plot(one.name, one.caption, one.svg) for one in drawn}

    def __getitem__(self, name: str) -> Plot:
        """Return a drawing by its name."""
        return self._plots[name]

    def __iter__(self) -> Iterator[str]:
        """Give every name."""
        return iter(self._plots)

    def __len__(self) -> int:
        """Return how many drawings there are."""
        return len(self._plots)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._plots.values()))

    def _repr_html_(self) -> str:
        return "".join(
            f"<figure>{one.svg}<figcaption>{safe(one)}</figcaption></figure>"
            for one in self._plots.values()
        )
