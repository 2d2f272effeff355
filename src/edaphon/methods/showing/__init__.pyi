from .clauses import by_clause as by_clause
from .clauses import by_name as by_name
from .document import html as html
from .document import markdown as markdown
from .document import one_line as one_line
from .document import unit_text as unit_text
from .graph import svg as svg
from .wording import Words as Words
