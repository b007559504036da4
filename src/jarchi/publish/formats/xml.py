"""Elements of XML, with everything from outside escaped and cleaned of what XML 1.0 cannot carry."""

from __future__ import annotations

from markupsafe import escape

from jarchi.publish.marks import shown


def opened(name: str, **attributes: str) -> str:
    """Give the start of an element."""
    return f"<{name}{_written(attributes)}>"


def element(name: str, text: str, **attributes: str) -> str:
    """Give an element with text; entities are those that XML itself knows."""
    return f"<{name}{_written(attributes)}>{escape(shown(text))}</{name}>"


def tag(name: str, **attributes: str) -> str:
    """Give an element without content."""
    return f"<{name}{_written(attributes)}/>"


def _written(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(shown(value))}"' for name, value in attributes.items())
