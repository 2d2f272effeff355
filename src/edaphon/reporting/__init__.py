"""Reports: an account made readable and machine readable, in English and Chinese.

``render.render`` makes the five files, ``content.content_record`` the JSON alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
