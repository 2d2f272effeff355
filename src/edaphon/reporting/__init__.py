"""Reports: an account made readable and machine readable, in English and Chinese.

``render.render`` makes the five files, ``content.content_record`` the JSON alone.
"""
