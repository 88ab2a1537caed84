"""Papers: files by their content, and the numbered documents the bureau issues."""

from __future__ import annotations

import uuid

from django.db import models

from zhunsheng.store.models.people import Account
from zhunsheng.store.models.record import Matter


class Paper(models.Model):
    """A file of a matter: its content lies on disk under its digest, its address is random."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    added_at = models.DateTimeField()


class Document(models.Model):
    """A document of a matter; once issued it has the next number of its kind and year.

    `content` is what was typed for the paper alone, by the name of each slot.
    """

    class State(models.TextChoices):
        """How far a document has come."""

        DRAFT = "draft", "草稿"
        ISSUED = "issued", "已制发"
        VOID = "void", "已作废"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    event_seq = models.PositiveIntegerField(null=True)
    on_day = models.DateField()
    year = models.PositiveIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=80, blank=True)
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=24, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    made_at = models.DateTimeField()
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """One document a number and a code; indexes for the list of papers."""

        constraints = (
            models.UniqueConstraint(
                fields=("number",), condition=~models.Q(number=""), name="one_document_a_number"
            ),
            models.UniqueConstraint(
                fields=("code",), condition=~models.Q(code=""), name="one_document_a_code"
            ),
        )
        indexes = (
            models.Index(fields=("-made_at", "-id"), name="document_latest"),
            models.Index(fields=("state", "-made_at", "-id"), name="document_state"),
            models.Index(fields=("made_by", "state"), name="document_maker"),
            models.Index(fields=("kind", "year"), name="document_series"),
        )
