"""Extras: parts that are installed only where they are wanted, and the sentence for who lacks one."""

from __future__ import annotations

import importlib
from typing import Any

from jarchi.errors import UsageError


def need(module: str, extra: str, what: str) -> Any:
    """Give a module that an extra installs; raises `UsageError` with the command that installs it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UsageError(
            f"{what} needs {module}; install it with: pip install 'jarchi[{extra}]'", subject=extra
        ) from error
