"""Addresses of articles: made comparable, never rewritten beyond what no server can tell apart."""

from __future__ import annotations

from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

LONGEST_URL = 2000
"""Longer addresses are refused: RFC 9110 asks for at least 8,000 octets, but news sites stay under 500."""

TRACKING = ("utm_", "fbclid", "gclid", "yclid", "mc_cid", "mc_eid", "at_medium", "at_campaign", "cmpid", "_ga")


def is_web(url: str) -> bool:
    """Tell whether `url` is an absolute http or https address with a host, fit to be asked for and to be shown."""
    if len(url) > LONGEST_URL or any(ch.isspace() or ord(ch) < 32 or 0xD800 <= ord(ch) < 0xE000 for ch in url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)


def normalise(url: str) -> str:
    """Give `url` without fragment, user name and password, its scheme and host in lower case; else unchanged.

    `url` must be one that `is_web` accepts.
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", parts.query, ""))


def join(base: str, link: str) -> str | None:
    """Give the web address that `link` names on the page at `base`, normalised; None where it names none."""
    try:
        url = urljoin(base, link.strip())
    except ValueError:
        return None
    return normalise(url) if is_web(url) else None


def host_of(url: str) -> str:
    """Give the host of a web address in lower case, without port and `www.`; empty for anything else."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")


def server_of(url: str) -> str:
    """Give scheme, host and port of a web address: what robots.txt and politeness belong to."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def same_page(url: str, canonical: str) -> bool:
    """Tell whether `canonical` is `url` but for scheme, `www.`, a closing slash and tracking parameters.

    Only such a canonical address is believed: a page that names another page, or another site, as itself would
    take over that page's article.
    """
    one, other = urlsplit(url), urlsplit(canonical)
    if host_of(url) != host_of(canonical) or one.path.rstrip("/") != other.path.rstrip("/"):
        return False
    return _meaningful(one.query) == _meaningful(other.query)


def _meaningful(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    return sorted(pair for pair in pairs if not pair[0].lower().startswith(TRACKING))
