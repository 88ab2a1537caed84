"""Chinese words for the search index: every two neighboring characters, and every number whole.

One splitter serves both databases, so that they find the same. Each run of Chinese characters gives
its bigrams and its last character; a query of one character asks for a beginning.
"""

from __future__ import annotations

import re
import unicodedata

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{HAN}]+|[0-9a-z]+")
HAN_RUN = re.compile(rf"[{HAN}]+")


def tokens(text: str) -> list[str]:
    """Return the tokens of a text to be kept in the index."""
    found: list[str] = []
    for run in RUN.findall(_plain(text)):
        if HAN_RUN.fullmatch(run):
            found += [run[at : at + 2] for at in range(len(run))]
        else:
            found.append(run)
    return list(dict.fromkeys(found))


def asked(text: str) -> list[str]:
    """Return the tokens all of which a matter must have; one that ends in * is a beginning."""
    found: list[str] = []
    for run in RUN.findall(_plain(text)):
        if not HAN_RUN.fullmatch(run) or len(run) == 1:
            found.append(f"{run}*")
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
