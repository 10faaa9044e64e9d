"""The English catalogue, without gettext's programs: finds the strings, fills the .po, compiles the .mo.

    python src/giaoban/locale/catalogue.py [app …]

Each app keeps its own catalogue in <app>/locale; what is shared (templates, kernel, accounts) stands in this
folder. A string that is already in English somewhere is not asked for again: Django merges the catalogues.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
SHARED = ("templates", "kernel", "accounts", "config")
_CONTEXT, _PLURAL = "\x04", "\x00"  # as gettext joins them
_SIMPLE = {"_", "gettext", "gettext_lazy", "gettext_noop", "told"}
_TRANSLATE = re.compile(r"{%\s*trans(?:late)?\s+(\"[^\"]*\"|'[^']*')")
_INLINE = re.compile(r"\b_\((\"[^\"]*\"|'[^']*')\)")
_BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?)(?:{%\s*plural\s*%}(.*?))?{%\s*endblocktrans(?:late)?\s*%}",
    re.S,
)
_VARIABLE = re.compile(r"{{\s*([\w.]+)[^}]*}}")
_ENTRY = re.compile(
    r'(?:msgctxt (".*")\n)?msgid (".*")\n(?:msgid_plural (".*")\n)?'
    r'msgstr(?:\[0\])? (".*")(?:\nmsgstr\[1\] (".*"))?'
)
HEADER = "Content-Type: text/plain; charset=UTF-8\nLanguage: en\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def strings(folder: Path) -> set[str]:
    """Every string of a folder that a reader sees, as gettext keys them."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(_in_python(path.read_text(encoding="utf-8")))
    for path in sorted(folder.rglob("*.html")):
        found.update(_in_template(path.read_text(encoding="utf-8")))
    return found


def _in_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in _SIMPLE and len(texts) == 1:
            yield texts[0]
        elif name in ("pgettext", "pgettext_lazy") and len(texts) == 2:
            yield _CONTEXT.join(texts)
        elif name in ("ngettext", "ngettext_lazy") and len(texts) == 2:
            yield _PLURAL.join(texts)


def _in_template(source: str) -> Iterator[str]:
    for pattern in (_TRANSLATE, _INLINE):
        yield from (match[1][1:-1] for match in pattern.finditer(source))
    for options, one, many in _BLOCK.findall(source):
        texts = [_VARIABLE.sub(r"%(\1)s", text.replace("%", "%%")) for text in (one, many) if text]
        if "trimmed" in options:
            texts = [" ".join(line.strip() for line in text.strip().splitlines()) for text in texts]
        yield _PLURAL.join(texts)


def read(po: Path) -> dict[str, str]:
    """A catalogue of ours: one line a string."""
    known: dict[str, str] = {}
    if po.exists():
        for context, one, many, first, second in _ENTRY.findall(po.read_text(encoding="utf-8")):
            key = (ast.literal_eval(context) + _CONTEXT if context else "") + ast.literal_eval(one)
            if many:
                key += _PLURAL + ast.literal_eval(many)
            if key:
                value = ast.literal_eval(first)
                known[key] = value + _PLURAL + ast.literal_eval(second) if second else value
    return known


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write(po: Path, entries: dict[str, str]) -> None:
    head = "".join(f"{_quoted(line + chr(10))}\n" for line in HEADER.splitlines())
    blocks = [f'msgid ""\nmsgstr ""\n{head}']
    for key, value in sorted(entries.items()):
        context, _, text = key.rpartition(_CONTEXT)
        lines = [f"msgctxt {_quoted(context)}"] if context else []
        one, _, many = text.partition(_PLURAL)
        lines.append(f"msgid {_quoted(one)}")
        if many:
            first, _, second = value.partition(_PLURAL)
            lines += [
                f"msgid_plural {_quoted(many)}",
                f"msgstr[0] {_quoted(first)}",
                f"msgstr[1] {_quoted(second)}",
            ]
        else:
            lines.append(f"msgstr {_quoted(value)}")
        blocks.append("\n".join(lines) + "\n")
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text("\n".join(blocks), encoding="utf-8")


def compiled(entries: dict[str, str]) -> bytes:
    """The GNU .mo form (gettext manual, 10.3), without its optional hash table."""
    filled = {"": HEADER, **{key: value for key, value in entries.items() if value.strip(_PLURAL)}}
    keys = sorted(filled, key=lambda key: key.encode())
    ids, texts = ([item.encode() for item in side] for side in (keys, [filled[key] for key in keys]))
    start = 28 + 16 * len(keys)
    tables, body = b"", b""
    for side in (ids, texts):
        for item in side:
            tables += struct.pack("<II", len(item), start + len(body))
            body += item + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start) + tables + body


def catalogues() -> dict[str, Path]:
    """ "" is the shared one; the others are named by their app."""
    apps = [p.parent.name for p in sorted(PACKAGE.glob("*/__init__.py")) if p.parent.name not in SHARED]
    folders = {"": PACKAGE / "locale", **{app: PACKAGE / app / "locale" for app in apps}}
    return {name: folder / "en" / "LC_MESSAGES" / "django.po" for name, folder in folders.items()}


def wanted(name: str) -> set[str]:
    folders = SHARED if name == "" else (name,)
    return set().union(*(strings(PACKAGE / folder) for folder in folders))


def main(names: list[str]) -> int:
    """Fills and compiles the named catalogues; says how many strings still lack English."""
    places = catalogues()
    elsewhere = {name: read(po) for name, po in places.items()}
    missing = 0
    for name in names or list(places):
        others = {
            key for other, known in elsewhere.items() if other != name for key, text in known.items() if text
        }
        own = elsewhere[name]
        entries = {key: own.get(key, "") for key in wanted(name) if own.get(key) or key not in others}
        if not entries:
            continue
        write(places[name], entries)
        places[name].with_suffix(".mo").write_bytes(compiled(entries))
        empty = sorted(key for key, text in entries.items() if not text.strip(_PLURAL))
        missing += len(empty)
        print(f"{name or 'shared'}: {len(entries)} strings, {len(empty)} without English")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(["" if name == "shared" else name for name in sys.argv[1:]]))
