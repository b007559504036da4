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

from jarchi.desk.suggestions import Placing, Suggesting, stories, suggest
from jarchi.errors import LedgerError
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


class Reviewing(Suggesting, Placing, Protocol):
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

    def story_listing(request: Request) -> Response:
        page = _number(request.query_params.get("page", "0"))
        found = list(stories(ledger, PAGE + 1, page * PAGE))
        return show("stories.html", kind="story", page=page, more=len(found) > PAGE, stories=found[:PAGE])

    async def taken(request: Request) -> tuple[dict[str, list[str]], Response | None]:
        """Give the fields of a form of this desk, or the answer that refuses it."""
        fields = await _fields(request)
        if fields is None:
            return {}, show("refused.html", 413, reason="The form is larger than a decision can be.")
        if not hmac.compare_digest(fields.get("token", [""])[-1].encode(), token.encode()):
            reason = "The decision did not come from a page of this desk; open it again."
            return {}, show("refused.html", 403, reason=reason)
        return fields, None

    async def place(request: Request) -> Response:
        fields, refused = await taken(request)
        if refused:
            return refused
        form = {name: values[-1].strip() for name, values in fields.items()}
        story, into, articles = form.get("story", ""), form.get("into", ""), fields.get("article", [])
        dossier = ledger.dossier(story)
        if form.get("decision") == "all" and dossier:
            articles = [piece.revision.article for piece in dossier.pieces]
        if not articles or dossier is None:
            return show("refused.html", 400, reason="No article was ticked.")
        if into and (into == story or ledger.dossier(into) is None):
            return show("refused.html", 400, reason="There is no such other story to move them into.")
        verdict = Verdict("", "accepted", user, now(), note=form.get("note", ""))
        try:
            if into:
                ledger.place(articles, into, verdict)
            else:
                into, _ = ledger.split(articles, story, verdict)
        except LedgerError as error:
            return show("refused.html", 400, reason=error.message)
        return RedirectResponse(f"/story#{into}", 303, HEADERS)

    async def judge(request: Request) -> Response:
        fields, refused = await taken(request)
        if refused:
            return refused
        form = {name: values[-1] for name, values in fields.items()}
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
            Route("/place", place, methods=["POST"]),
            Route("/story", story_listing),
            Route("/{kind:str}", listing),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
    )


async def _fields(request: Request) -> dict[str, list[str]] | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return None
    return parse_qs(body.decode("utf-8", "replace"))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
