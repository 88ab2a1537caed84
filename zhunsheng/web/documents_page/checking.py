"""What anyone may learn of a paper by its code: that it is real, what, when, whether it holds."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from zhunsheng.documents.forms import forms
from zhunsheng.store.documents import ALPHABET, CODE_SIGNS
from zhunsheng.store.models import Document
from zhunsheng.web.documents_page.opened import BUREAU, ISSUED_AT, TEXT, VOIDED_AT
from zhunsheng.web.documents_page.showing import spaced


def code_of(written: str) -> str:
    """Return the code as it is kept, whatever its case, spaces and hyphens; empty for none."""
    plain = unicodedata.normalize("NFKC", written[: 4 * CODE_SIGNS]).upper()
    code = "".join(sign for sign in plain if sign.isalnum())
    return code if len(code) == CODE_SIGNS and set(code) <= set(ALPHABET) else ""


def checked(code: str) -> dict[str, Any]:
    """Return what the public page says of a code: kind, number, bureau, day, whether withdrawn."""
    found = Document.objects.filter(code=code).first() if code else None
    if found is None or found.state == Document.State.DRAFT:
        return {"found": False, "code": spaced(code)}
    form = forms().get(found.kind)
    content = found.content
    return {
        "found": True,
        "code": spaced(code),
        "holds": found.state == Document.State.ISSUED,
        "zh": form.zh if form else found.kind,
        "number": found.number,
        "organ": content.get(BUREAU, {}).get("name", ""),
        "on_day": found.on_day,
        "issued_at": datetime.fromisoformat(content[ISSUED_AT]),
        "voided_at": datetime.fromisoformat(content[VOIDED_AT]) if VOIDED_AT in content else None,
        "text": content.get(TEXT, ""),
    }
