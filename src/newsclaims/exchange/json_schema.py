"""The JSON Schema of the results, generated from their types."""

from __future__ import annotations

import inspect
import re
import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from newsclaims.results import ArticleResults

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_IDENTIFIER = "urn:newsclaims:schema:article"
_COMMENT = (
    "Offsets are code points of `text`. Entities and attributions stand once, in `entities` and "
    "`attributions`; elsewhere their ids stand. Later versions may add properties, so other "
    "properties than these are allowed; those here are always there."
)
#: All integers are offsets or indices, all floats probabilities.
_SIMPLE: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0, "maximum": 1},
}
_FIELD = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `Article.to_json` writes, in draft 2020-12.

    See https://json-schema.org/draft/2020-12. It is made from the types in `newsclaims.results`;
    the descriptions are those of their docstrings. Every field is required, as every one is always
    written. Other properties are allowed, so that a later version can add some: a line of
    ``newsclaims --jsonl``, which has the key ``file`` too, is valid as well.

    Returns:
        The schema as plain data, for ``json.dumps`` or a validator.
    """
    definitions: dict[str, Any] = {}
    article = _object(ArticleResults, definitions)
    return {
        "$schema": _DIALECT,
        "$id": _IDENTIFIER,
        "title": "Article",
        "$comment": _COMMENT,
        **article,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(result: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a result; of what it is made of goes into the definitions."""
    docstring = inspect.getdoc(result) or ""
    descriptions = {name: _prose(text) for name, text in _FIELD.findall(docstring)}
    hints = get_type_hints(result)
    properties: dict[str, Any] = {}
    for field in fields(result):
        properties[field.name] = _value(hints[field.name], definitions)
        if field.name in descriptions:
            properties[field.name]["description"] = descriptions[field.name]
    return {
        "description": _prose(docstring.partition("\n")[0]),
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def _prose(text: str) -> str:
    """A piece of a docstring on one line, in the words of Markdown and JSON."""
    return re.sub(r"\bNone\b", "null", " ".join(text.replace("``", "`").split()))


def _value(hint: Any, definitions: dict[str, Any], is_listed: bool = False) -> dict[str, Any]:
    """The schema of a value of some type.

    Args:
        hint: The type.
        definitions: By name the schemas of results; those that are new are added.
        is_listed: Whether it is an item of an array. Results with an id stand there in full,
            elsewhere by their id.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        schema = _value(inner, definitions)
        if "type" in schema:
            return {**schema, "type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0], definitions, is_listed=True)}
    if not is_dataclass(hint):
        return dict(_SIMPLE[hint])
    assert isinstance(hint, type)
    if not is_listed and any(field.name == "id" for field in fields(hint)):
        return {"type": "string", "title": f"Id of {_with_article(hint.__name__.lower())}"}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # so that it is not begun twice
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
