from .migration import Migration as Migration
from .migration import migrate as migrate
from .publication import Publication as Publication
from .publication import publish as publish
from .publication import report_members as report_members
