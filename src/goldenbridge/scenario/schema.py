"""The JSON schema of a scenario, for editors that check while one writes."""

from __future__ import annotations

from typing import Any

from goldenbridge.scenario.document import Document

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of a whole scenario file."""
    schema: dict[str, Any] = _resolved(Document.model_json_schema())
    return {"$schema": ADDRESS, **schema, "title": "A Golden Bridge scenario"}


def _resolved(part: Any) -> Any:
    """The schema with references where short forms only name what they stand for."""
    if isinstance(part, list):
        return [_resolved(item) for item in part]
    if not isinstance(part, dict):
        return part
    if set(part) == {"x-is"}:
        return {"$ref": f"#/$defs/{part['x-is']}"}
    return {key: _resolved(item) for key, item in part.items()}
