"""A bulletin, or a list of stories, in other writings than the site's pages; each module writes one.

`sheet` walks a checked bulletin once; Markdown, PDF and mail print what it gives.
"""
