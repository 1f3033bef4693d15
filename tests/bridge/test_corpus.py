"""Every recorded exchange converts to every format and is judged valid; the same format loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import corpus as runs


@pytest.fixture(autouse=True)
def _sdks() -> None:
    """Loaded when a test begins: they take seconds, and every process of a run collects this module."""
    pytest.importorskip("openai", exc_type=ImportError)
    pytest.importorskip("google.genai", exc_type=ImportError)


@pytest.mark.corpus
def test_a_sample_of_the_corpus_converts_everywhere(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = runs.judge(corpus, runs.load_checker(corpus), every=40)
    with capsys.disabled():
        print("\n" + tally.table())
    assert not tally.failures, "\n".join(tally.failures[:40])


@pytest.mark.corpus
@pytest.mark.slow
def test_the_whole_corpus_converts_everywhere(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = runs.judge(corpus, runs.load_checker(corpus))
    with capsys.disabled():
        print("\n" + tally.table())
    assert not tally.failures, "\n".join(tally.failures[:80])
