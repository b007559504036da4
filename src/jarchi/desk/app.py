"""The desk's web application: routes only translate between the browser, the suggestions and the ledger.

It is meant for one person on one machine. It answers only to the host names it was started with, takes a decision
only from its own pages (a token in the form, checked against the one made at the start), and sends no other host a
request. It keeps no verdict of its own: decisions go to the ledger, with user and time, and are never overwritten.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Protocol
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from jarchi.desk.suggestions import Suggesting, suggest
from jarchi.records.review import Verdict

PAGE = 20
"""Suggestions to a page: as many as one reads before a pause."""

LARGEST_FORM = 20_000
"""Bytes of a form that are read: a note of some pages, and nothing that could fill the memory."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Reviewing(Suggesting, Protocol):
    """A ledger that also takes verdicts."""

    def add_verdict(self, verdict: Verdict) -> None:
        """Keep a verdict."""
        ...


def desk(
    ledger: Reviewing,
    *,
    user: str,
    token: str,
    now: Callable[[], str],
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost"),
) -> Starlette:
    """Give the desk over a ledger. `token` is a secret made for this start; `now` gives ISO 8601 in UTC."""
    pages = Environment(loader=PackageLoader("jarchi.desk"), autoescape=True, undefined=StrictUndefined)

    def show(template: str, status: int = 200, **values: object) -> Response:
        body = pages.get_template(template).render(token=token, user=user, **values)
        return HTMLResponse(body, status, HEADERS)

    def listing(request: Request) -> Response:
        kind = request.path_params["kind"]
        if kind not in {"copy", "relation"}:
            return show("refused.html", 404, reason="There is no such page on the desk.")
        page = _number(request.query_params.get("page", "0"))
        found = list(suggest(ledger, kind, PAGE + 1, page * PAGE))
        return show("listing.html", kind=kind, page=page, more=len(found) > PAGE, suggestions=found[:PAGE])

    async def judge(request: Request) -> Response:
        form = await _form(request)
        if form is None:
            return show("refused.html", 413, reason="The form is larger than a decision can be.")
        if not hmac.compare_digest(form.get("token", "").encode(), token.encode()):
            return show(
                "refused.html", 403, reason="The decision did not come from a page of this desk; open it again."
            )
        decision, kind = form.get("decision", ""), form.get("kind", "")
        if decision not in {"accepted", "rejected"} or kind not in {"copy", "relation"} or not form.get("subject"):
            return show("refused.html", 400, reason="The form holds no decision.")
        ledger.add_verdict(
            Verdict(
                form["subject"],
                "accepted" if decision == "accepted" else "rejected",
                user,
                now(),
                form.get("value", ""),
                form.get("note", "").strip(),
            )
        )
        return RedirectResponse(f"/{kind}?page={_number(form.get('page', '0'))}#{form['subject']}", 303, HEADERS)

    return Starlette(
        routes=[
            Route("/", lambda request: RedirectResponse("/relation", 303)),
            Route("/verdict", judge, methods=["POST"]),
            Route("/{kind:str}", listing),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
    )


async def _form(request: Request) -> dict[str, str] | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return None
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
