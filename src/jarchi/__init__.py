"""jarchi reads a region's news and publishes a bulletin in which every line can be checked."""

__version__ = "0.1.0"
