"""Bring the Qt Linguist catalogues in step with the `tr()` calls of the window: `python translations/update.py`.

New texts are added unfinished, texts that no code uses any more are removed, translations are kept. English needs an
entry only for plural forms; all others are their own translation. `--check` changes nothing and fails when something is
missing, unused or unfinished.
"""

from __future__ import annotations

import ast
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "amux_desktop" / "gui"
LANGUAGES = {"en": "en_US", "zh_CN": "zh_CN"}
PLURAL_FORMS = {"en": 2, "zh_CN": 1}

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Use:
    """One text as the code asks for it."""

    source: str
    comment: str
    plural: bool
    place: str

    @property
    def key(self) -> Key:
        return (self.source, self.comment)


def uses(folder: Path = SOURCE) -> list[Use]:
    """Every `tr("…")` of the window, once. Raises ValueError for one whose text is not a literal."""
    found: dict[Key, Use] = {}
    for path in sorted(folder.rglob("*.py")):
        for use in _uses_of(path):
            known = found.setdefault(use.key, use)
            if known.plural != use.plural:
                raise ValueError(f"{use.place}: {use.source!r} is used with and without a number")
    return sorted(found.values(), key=lambda use: (use.place.partition(":")[0], use.source))


def _uses_of(path: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"):
            continue
        place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if not texts or len(texts) != len(node.args):
            raise ValueError(f"{place}: tr() needs literal texts")
        plural = any(keyword.arg == "n" for keyword in node.keywords)
        yield Use(texts[0], texts[1] if len(texts) > 1 else "", plural, place)


def read(path: Path) -> dict[Key, list[str]]:
    """Finished translations of a catalogue by key; several forms for a plural."""
    if not path.exists():
        return {}
    messages: dict[Key, list[str]] = {}
    for message in ET.parse(path).iter("message"):  # noqa: S314 - our own catalogue file
        translation = message.find("translation")
        if translation is None or translation.get("type") is not None:
            continue
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        messages[(message.findtext("source") or "", message.findtext("comment") or "")] = forms
    return messages


def write(path: Path, code: str, wanted: list[Use], known: dict[Key, list[str]]) -> int:
    """Writes the catalogue; how many texts are unfinished."""
    root = ET.Element("TS", version="2.1", language=LANGUAGES[code], sourcelanguage="en_US")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "amux"
    unfinished = 0
    for use in wanted:
        message = ET.SubElement(context, "message", {"numerus": "yes"} if use.plural else {})
        ET.SubElement(message, "location", filename=f"../{use.place.partition(':')[0]}")
        ET.SubElement(message, "source").text = use.source
        if use.comment:
            ET.SubElement(message, "comment").text = use.comment
        translation = ET.SubElement(message, "translation")
        forms = known.get(use.key) or ([use.source] if code == "en" and not use.plural else [])
        if not forms or not all(forms):
            translation.set("type", "unfinished")
            unfinished += 1
        if use.plural:
            for index in range(PLURAL_FORMS[code]):
                ET.SubElement(translation, "numerusform").text = forms[index] if index < len(forms) else ""
        else:
            translation.text = forms[0] if forms else ""
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")
    return unfinished


def problems(folder: Path = ROOT / "translations") -> list[str]:
    """What is missing or unused in any catalogue, in words."""
    wanted = uses()
    keys = {use.key for use in wanted}
    found = []
    for code in LANGUAGES:
        known = read(folder / f"amux_{code}.ts")
        found += [
            f"{code}: missing {use.source!r} ({use.place})" for use in wanted if not all(known.get(use.key, [""]))
        ]
        found += [f"{code}: unused {source!r}" for source, comment in known if (source, comment) not in keys]
    return found


def main(argv: list[str]) -> int:
    if "--check" in argv:
        found = problems()
        sys.stdout.write("\n".join(found) + "\n" if found else "")
        return 1 if found else 0
    wanted = uses()
    for code in LANGUAGES:
        path = ROOT / "translations" / f"amux_{code}.ts"
        unfinished = write(path, code, wanted, read(path))
        sys.stdout.write(f"{path.name}: {len(wanted)} texts, {unfinished} unfinished\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
