"""Who looked at what, and the tokens by which other systems come in."""

from __future__ import annotations

from django.db import models

from zhunsheng.store.models.people import Account


class AccessEntry(models.Model):
    """One line of the access log; update and delete are refused by the database."""

    at = models.DateTimeField(db_index=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    verb = models.CharField(max_length=20)
    page = models.CharField(max_length=60)
    matter = models.CharField(max_length=80, blank=True, db_index=True)
    what = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)


class Token(models.Model):
    """A token of the API: only its digest is kept; it acts as its account, within its scopes."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
