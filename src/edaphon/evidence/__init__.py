"""Evidence: what was observed, by which plan, sealed so that nobody can change it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
