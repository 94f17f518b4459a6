"""A reader of annotation files that knows nothing of the program: only `docs/file-format.md` and the JSON Schemas.

It may import PyYAML, jsonschema and the standard library, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

DOCS = Path(__file__).resolve().parents[2] / "docs"
NEWEST = {"annotation.schema.json": 2, "codebook.schema.json": 1}
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


class RefusedError(Exception):
    """The file must be left alone."""


class Loader(yaml.SafeLoader):
    """Takes `null`, `~`, nothing, `true`, `false` and decimal whole numbers for such, and all else for text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((DOCS / name).read_text(encoding="utf-8")))


def read_document(path: Path, schema_name: str) -> dict[str, Any]:
    """Return what a file holds, as far as YAML and the schema go."""
    text = path.read_bytes().decode("utf-8-sig")
    version = re.search(r"^version: (\d+)", text, re.MULTILINE)
    if version and int(version[1]) > NEWEST[schema_name]:
        raise RefusedError("of a newer version")
    tokens = (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken, yaml.DirectiveToken)
    if any(isinstance(token, tokens) for token in yaml.scan(text)):
        raise RefusedError("aliases, anchors, tags and directives are not read")
    loader = Loader(text)
    document = loader.get_single_data()
    schema(schema_name).validate(document)
    return document


def read_annotations(project: Path, path: Path) -> dict[str, Any]:
    """Return what an annotation file says, with the default of every key that is left out."""
    if path.read_text(encoding="utf-8").rstrip().rsplit("\n", 1)[-1] != "...":
        raise RefusedError("no end mark")
    document = read_document(path, "annotation.schema.json")
    article = document["article"]
    if path != project / annotation_path(document["coder"], article["path"]):
        raise RefusedError("it lies in another place than it says")
    return {
        "coder": document["coder"],
        "article": article["path"],
        "sha256": article["sha256"],
        "title": article.get("title", ""),
        "extractor": article.get("extractor", ""),
        "codebook": document.get("codebook", ""),
        "done": document.get("done"),
        "records": [_record(record) for record in document["records"]],
        "extra": None,
    }


def _record(record: dict[str, Any]) -> dict[str, Any]:
    quote, found = record["quote"], record.get("found")
    return {
        "id": record["id"],
        "quote": {"prefix": "", "suffix": ""} | quote,
        **{key: record.get(key) for key in ("verdict", "kind", "actor", "via", "addressee", "joined_to")},
        "found": [found["start"], found["end"]] if found else None,
        "stances": [{"strong": False, "when": ""} | stance for stance in record.get("stances", [])],
        "note": record.get("note", ""),
        "flag": record.get("flag", False),
        "extra": None,
    }


def article_text(path: Path, version: int = 2) -> str:
    """Return the text in which offsets count, of an article in UTF-8."""
    with path.open(encoding="utf-8-sig", newline="" if version == 1 else None) as file:
        return file.read()


def quote_id(article: str, record: dict[str, Any]) -> str:
    """Return the id that a quote gets where it was found."""
    start, end = record["found"] or (record["quote"]["start"], record["quote"]["end"])
    return "q" + hashlib.blake2b(f"{article}\0{start}\0{end}".encode(), digest_size=6).hexdigest()


def head_of(record: dict[str, Any], records: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the record that says who speaks and carries the stances: of a joined quote, that of the first part."""
    heads = (one for one in records if one["id"] == record["joined_to"] and one["verdict"] != "rejected")
    return next(heads, record)


def annotation_path(coder: str, article: str) -> Path:
    """Return where the annotation file of a coder and an article lies in the project folder."""
    *folders, name = map(encoded, article.split("/"))
    return Path("annotations", encoded(unicodedata.normalize("NFC", coder)), *folders, f"{name}.yaml")


def encoded(name: str) -> str:
    """Return one part of a path as it stands on disk. Names of over 200 bytes are not in the test data."""
    last = len(name) - 1
    safe = "".join(
        percent(sign)
        if sign in '%<>:"/\\|?*' or not sign.isprintable() or (sign in " ." and at in (0, last))
        else sign
        for at, sign in enumerate(name)
    )
    return percent(safe[0]) + safe[1:] if RESERVED.match(safe) else safe


def percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())
