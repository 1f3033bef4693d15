"""``groundingMetadata`` and ``citationMetadata`` against citations of text parts.

Google counts offsets in UTF-8 bytes, the IR in characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import ir
from bridge.formats.read import as_dict, as_list


def parse_citations(candidate: Mapping[str, Any], parts: list[ir.Part]) -> None:
    """Hangs a candidate's sources on its text parts."""
    texts = [part for part in parts if isinstance(part, ir.TextPart) and part.text]
    if not texts:
        return
    for index, citation in grounding(candidate):
        at = parts[index] if index is not None and index < len(parts) else None
        holder = at if isinstance(at, ir.TextPart) else _holding(texts, citation)
        holder.citations.append(in_characters(citation, holder.text))
    whole = texts[0] if len(texts) == 1 else None
    for citation in sources(candidate):
        (whole or texts[-1]).citations.append(in_characters(citation, whole.text if whole is not None else None))


def _holding(texts: list[ir.TextPart], citation: ir.Citation) -> ir.TextPart:
    """The text that holds what is cited, else the last one."""
    wanted = citation.cited_text
    return next((part for part in texts if wanted and wanted in part.text), texts[-1])


def grounding(candidate: Mapping[str, Any]) -> list[tuple[int | None, ir.Citation]]:
    """(index of the part or None, citation with byte offsets) for every support of ``groundingMetadata``."""
    metadata = as_dict(candidate.get("groundingMetadata"))
    chunks = [_source(as_dict(chunk)) for chunk in as_list(metadata.get("groundingChunks"))]
    found: list[tuple[int | None, ir.Citation]] = []
    cited: set[int] = set()
    for support in as_list(metadata.get("groundingSupports")):
        segment = as_dict(as_dict(support).get("segment"))
        for index in as_list(as_dict(support).get("groundingChunkIndices")):
            if not isinstance(index, int) or not 0 <= index < len(chunks):
                continue
            cited.add(index)
            url, title = chunks[index]
            end = segment.get("endIndex")
            start = segment.get("startIndex", 0 if end is not None else None)
            part = segment.get("partIndex")
            found.append(
                (part, ir.Citation(url=url, title=title, cited_text=segment.get("text"), start=start, end=end))
            )
    # Sources that no passage was tied to are named all the same.
    found.extend(
        (None, ir.Citation(url=url, title=title))
        for index, (url, title) in enumerate(chunks)
        if index not in cited and (url or title)
    )
    return found


def _source(chunk: dict[str, Any]) -> tuple[str | None, str | None]:
    for kind in ("web", "retrievedContext", "maps", "image"):
        node = as_dict(chunk.get(kind))
        if node:
            url = node.get("uri") or node.get("sourceUri")
            title = node.get("title") or node.get("fileSearchStore")
            return (url if isinstance(url, str) else None), (title if isinstance(title, str) else None)
    return None, None


def sources(candidate: Mapping[str, Any]) -> list[ir.Citation]:
    """The entries of ``citationMetadata`` with byte offsets, under either of its names."""
    metadata = as_dict(candidate.get("citationMetadata"))
    found: list[ir.Citation] = []
    for entry in as_list(metadata.get("citations")) or as_list(metadata.get("citationSources")):
        node = as_dict(entry)
        if not node.get("uri") and not node.get("title"):
            continue
        start, end = node.get("startIndex"), node.get("endIndex")
        if end is not None and start is None:
            start = 0
        found.append(ir.Citation(url=node.get("uri") or None, title=node.get("title") or None, start=start, end=end))
    return found


def in_characters(citation: ir.Citation, text: str | None) -> ir.Citation:
    """Byte offsets as character offsets into ``text``; unknown text gives none."""
    start, end = citation.start, citation.end
    citation.start = citation.end = None
    if text is None or not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
        return citation
    data = text.encode("utf-8", "surrogatepass")
    if end <= len(data):
        citation.start = len(data[:start].decode("utf-8", "ignore"))
        citation.end = citation.start + len(data[start:end].decode("utf-8", "ignore"))
    return citation


def build_grounding(citations: list[tuple[ir.Citation, int, str | None]]) -> dict[str, Any]:
    """``groundingMetadata`` for (citation, index of its part, the part's text when known)."""
    chunks: list[dict[str, Any]] = []
    places: dict[tuple[str | None, str | None], int] = {}
    supports: list[dict[str, Any]] = []
    for citation, part_index, text in citations:
        key = (citation.url, citation.title)
        if key not in places:
            places[key] = len(chunks)
            node = {"uri": citation.url, "title": citation.title or citation.url}
            chunks.append({"web": {name: value for name, value in node.items() if value is not None}})
        segment: dict[str, Any] = {"partIndex": part_index} if part_index else {}
        if text is not None and citation.start is not None and citation.end is not None:
            segment["startIndex"] = len(text[: citation.start].encode("utf-8", "surrogatepass"))
            segment["endIndex"] = len(text[: citation.end].encode("utf-8", "surrogatepass"))
            segment["text"] = text[citation.start : citation.end]
        elif citation.cited_text:
            segment["text"] = citation.cited_text
        if segment:
            supports.append({"segment": segment, "groundingChunkIndices": [places[key]]})
    built: dict[str, Any] = {"groundingChunks": chunks}
    if supports:
        built["groundingSupports"] = supports
    return built
