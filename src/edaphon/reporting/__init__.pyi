from .rendering import render as render
