from .rendering import render as render
from .source import ReportSource as ReportSource
from .source import source_from_members as source_from_members
from .source import source_of_bundle as source_of_bundle
