"""A bulletin as mail: a letter with a plain and an HTML part, sent to a list of people, to each one once.

`letter` makes it from a bulletin's sheet, `message` addresses it, `sending` talks to the server, `journal` remembers.
"""
