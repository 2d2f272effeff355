from .member_page import SHARE_RULES as SHARE_RULES
from .member_page import ParcelLine as ParcelLine
from .member_page import ShareLine as ShareLine
from .member_page import StatementRecord as StatementRecord
from .member_page import cautions as cautions
from .member_page import statement as statement
from .rendering import render as render
from .source import source_from_members as source_from_members
