"""Translated literal blocks, put in before Sphinx asks docutils to parse them.

Sphinx writes a translated block in reStructuredText, ``::`` and an indented text, and
hands it to the parser of the page. MyST reads ``::`` as a word, and the block is gone.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import init
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import docname_to_domain


class TranslatedBlocks(SphinxTransform):
    """Replace the text of each literal block by its translation."""

    default_priority = 19
    """Just before the translations of Sphinx, which then find nothing to do."""

    def apply(self, **_: Any) -> None:  # noqa: ANN401 - docutils' signature
        """Run over one page."""
        folders = [str(Path(self.env.srcdir) / one) for one in self.config.locale_dirs]
        domain = docname_to_domain(self.env.docname, self.config.gettext_compact)
        catalogue, is_found = init(folders, self.config.language, domain)
        if not is_found or self.app.builder.name == "gettext":
            return
        for block in self.document.findall(nodes.literal_block):
            text = block.rawsource or block.astext()
            told = catalogue.gettext(text)
            if told.strip() and told != text:
                block.rawsource = told
                block.children = [nodes.Text(told)]
                block.children[0].parent = block


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the transform."""
    app.add_transform(TranslatedBlocks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
