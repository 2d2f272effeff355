"""``edaphon calc``: one formula on one file."""

import importlib

import click

from edaphon.cli.output import text
from edaphon.kernel.language import marked

CALCULATIONS = {
    "stock": marked("Soil mass and organic carbon stock of layers, or to a depth"),
    "esm": marked("Organic carbon stock at equal soil mass"),
    "stratified-change": marked("Mean, change and intervals over strata"),
    "necromass": marked("Microbial necromass carbon from amino sugars"),
    "biomass": marked("Microbial biomass by fumigation or by induced respiration"),
    "plfa": marked("Microbial groups from phospholipid fatty acids"),
    "spline": marked("Standard depths by the equal-area spline"),
}
"""Calculation and its one-line help; modules lie in ``cli.calculations``."""


class Calculations(click.Group):
    """A group that imports a calculation only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the calculations in the order of the help page."""
        return list(CALCULATIONS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the module of one calculation and build its command."""
        if cmd_name not in CALCULATIONS:
            return None
        name = cmd_name.replace("-", "_")
        module = importlib.import_module(f"edaphon.cli.calculations.{name}")
        built: click.Command = module.build()
        return built

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of calculations without importing any of them."""
        rows = [(name, text(line)) for name, line in CALCULATIONS.items()]
        with formatter.section(text("Calculations")):
            formatter.write_dl(rows)


command = Calculations(
    name="calc",
    help=text(
        marked(
            "Run one formula on one table or a few.\n\n"
            "Reads CSV, TSV and workbooks whose first row names the columns; "
            "`edaphon calc NAME --help` lists them. Prints a table."
        )
    ),
    epilog=text(
        marked(
            "Example: edaphon calc esm concentrations.csv bulk_density.csv "
            "--reference 3900"
        )
    ),
    subcommand_metavar="NAME FILE...",
)
