from .rendering import render as render
from .source import source_from_members as source_from_members
