"""Sphinx configuration; ``tools/build_docs.py`` builds both languages with it."""

import sys
from pathlib import Path

from edaphon import __version__

sys.path.insert(0, str(Path(__file__).parent))

project = "Edaphon"
author = "Edaphon contributors"
project_copyright = "Edaphon contributors"
release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "numpydoc",
    "mathml",
    "literal_blocks",
]
numpydoc_show_class_members = False
autodoc_typehints = "none"
exclude_patterns = ["_build"]
templates_path = ["_templates"]
html_static_path = ["_static"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

locale_dirs = ["locale"]
gettext_compact = False
gettext_location = False
gettext_additional_targets = ["literal-block"]

html_math_renderer = "mathml"
html_theme = "furo"
html_title = "Edaphon"
html_css_files = ["edaphon.css"]
html_copy_source = False
html_show_sphinx = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/language.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
