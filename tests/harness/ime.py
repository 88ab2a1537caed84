"""Types as with a Chinese input method: letters first, then the words chosen from them."""

from __future__ import annotations

from playwright.sync_api import Page


def compose(page: Page, letters: str, chosen: str) -> None:
    """Type letters one by one into the field that has the focus, and then choose the words."""
    session = page.context.new_cdp_session(page)
    for length in range(1, len(letters) + 1):
        session.send(
            "Input.imeSetComposition",
            {"text": letters[:length], "selectionStart": length, "selectionEnd": length},
        )
    session.send("Input.insertText", {"text": chosen})
    session.detach()
