"""The review desk: a person's verdicts on what the program suggests, in the browser, on this machine only."""

from jarchi.desk.app import desk

__all__ = ["desk"]
