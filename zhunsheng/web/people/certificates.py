"""Certificates as pages show them: valid, soon over, over, not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhunsheng.store.models import Account, Certificate

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """A certificate with the word for its state on a day, and the word's tone."""

    kept: Certificate
    state_zh: str
    tone: str


def shown_certificates(account: Account, day: date) -> list[ShownCertificate]:
    """Return an account's certificates, the longest valid first."""
    kept = account.certificates.order_by("-valid_to", "number")
    return [shown_certificate(one, day) for one in kept]


def shown_certificate(certificate: Certificate, day: date) -> ShownCertificate:
    """Return a certificate with its state on a day."""
    if day > certificate.valid_to:
        return ShownCertificate(certificate, "已过期", "red")
    if day < certificate.valid_from:
        return ShownCertificate(certificate, "还没生效", "amb")
    if certificate.valid_to - day <= SOON:
        left = (certificate.valid_to - day).days
        return ShownCertificate(certificate, f"剩 {left} 日" if left else "今天到期", "amb")
    return ShownCertificate(certificate, "有效", "")
