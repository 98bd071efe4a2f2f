"""The description of the API at /api/v1/openapi.json, and what all calls share. docs/openapi.json is its copy."""

from __future__ import annotations

from typing import Any

from cairn.api.errors import MEDIA_TYPE, Problem

DESCRIPTION = """\
Objectives, key results and projects (all three are goals here), their check-ins and alignments, and the people, teams
and periods around them, of one organisation and as one person.

- Send `Authorization: Bearer cairn_pat_…`. A token reads; what it may write is said by its scopes, and the rights of
  its person always apply. What that person may not see does not exist (404).
- Lists answer `items` and `next`; send `next` as `cursor` for the following page, until it is null.
- A POST may carry an `Idempotency-Key`; repeated with the same key and body it is done once and answered alike.
- A goal has an `ETag`; send it as `If-Match` to write only what you have seen (412 otherwise, with both versions).
- Every failure is a problem (RFC 9457) with `type`, `title`, `status`, `detail` and, where fields are to blame,
  `errors`. 429 says in `Retry-After` when to try again.
- Figures are JSON numbers with at most 15 significant digits and four decimals; progress is in percent, unclamped.
"""

_ALWAYS = {400: "Malformed", 401: "No valid token", 404: "Not there, or not yours to see", 422: "Invalid"}
_ON_WRITES = {403: "Denied", 409: "Conflict", 413: "Too large", 415: "Not JSON"}
_LAST = {429: "Too often"}
_WITH_VERSION = ("patch", "put", "delete")


def complete(schema: dict[str, Any]) -> dict[str, Any]:
    """Adds the failures and headers that every call shares. Safe to repeat."""
    components = schema["components"]
    components["schemas"]["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, definition in components["schemas"]["Problem"].pop("$defs", {}).items():
        components["schemas"][name] = definition
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            for status, meaning in _failures(path, method).items():
                call["responses"].setdefault(status, {"description": meaning, "content": content})
            call["parameters"] = [*call.get("parameters", []), *_headers(path, method)]
    _add_links(schema["paths"])
    return schema


def _add_links(paths: dict[str, Any]) -> None:
    """What is created can be followed: its id fills the addresses of the calls about it."""
    for path, name, pointer in (
        ("/api/v1/goals", "goal_id", "/id"),
        ("/api/v1/goals/{goal_id}/clones", "goal_id", "/id"),
        ("/api/v1/goals/{goal_id}/check-ins", "check_in_id", "/check_in/id"),
    ):
        paths[path]["post"]["responses"][201]["links"] = {
            call["operationId"]: {
                "operationId": call["operationId"],
                "parameters": {name: f"$response.body#{pointer}"},
            }
            for other, methods in paths.items()
            if f"{{{name}}}" in other
            for call in methods.values()
        }


def _failures(path: str, method: str) -> dict[int, str]:
    found = _ALWAYS | ({} if method == "get" else _ON_WRITES)
    if _is_versioned(path, method):
        found[412] = "Changed since you read it"
    return found | _LAST


def _is_versioned(path: str, method: str) -> bool:
    return "{goal_id}" in path and (method in _WITH_VERSION or path.endswith(("/closure", "/postponement")))


def _headers(path: str, method: str) -> list[dict[str, Any]]:
    found = []
    if method == "post":
        found.append(_header("Idempotency-Key", "Does it once, however often it is sent.", {"maxLength": 80}))
    if _is_versioned(path, method):
        found.append(_header("If-Match", "The ETag you have seen.", {"examples": ['"3"']}))
    return found


def _header(name: str, meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "in": "header",
        "name": name,
        "required": False,
        "description": meaning,
        "schema": {"type": "string", **schema},
    }
