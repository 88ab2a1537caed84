"""What officers work with: drafts, proposals, jobs, batches, saved views, appointments, returns."""

from __future__ import annotations

import uuid

from django.db import models

from zhunsheng.store.models.people import Account
from zhunsheng.store.models.record import Matter


class Draft(models.Model):
    """A form as it was last typed, kept until it is sent."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    address = models.CharField(max_length=200)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        """One draft of a form for each account."""

        constraints = (
            models.UniqueConstraint(fields=("account", "address"), name="one_draft_a_form"),
        )


class Proposal(models.Model):
    """An event that a second person must agree to before it is written.

    A correction needs another officer, an exception and a decision need whoever `role` names.
    `event` is the event in the plain text form of records; `seen` the last event the proposer saw.
    """

    class Kind(models.TextChoices):
        """What is asked of the second person."""

        CORRECTION = "correction", "更正"
        EXCEPTION = "exception", "特批"
        DECISION = "decision", "审批"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "待复核"
        AGREED = "agreed", "已同意"
        REFUSED = "refused", "未同意"
        WITHDRAWN = "withdrawn", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    role = models.CharField(max_length=20, choices=Account.Role.choices)
    event = models.TextField()
    seen = models.PositiveIntegerField()
    reason = models.CharField(max_length=400)
    citation = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="settled_proposals"
    )
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=400, blank=True)


class Job(models.Model):
    """Long work in the background: how far it is, what came of it, who asked for it."""

    class State(models.TextChoices):
        """Where the work stands."""

        WAITING = "waiting", "排队中"
        RUNNING = "running", "进行中"
        DONE = "done", "已完成"
        FAILED = "failed", "没有完成"
        CANCELLED = "cancelled", "已取消"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    zh = models.CharField(max_length=120)
    owner = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    given = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancel = models.BooleanField(default=False)
    message = models.CharField(max_length=400, blank=True)
    result = models.CharField(max_length=200, blank=True)
    result_name = models.CharField(max_length=200, blank=True)


class Batch(models.Model):
    """A file that came in, its faults and corrections, and what was made of it."""

    class State(models.TextChoices):
        """How far an import has come."""

        READ = "read", "待确认"
        KEPT = "kept", "已导入"
        WITHDRAWN = "withdrawn", "已撤销"
        DROPPED = "dropped", "已放弃"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT)
    procedure = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    edits = models.JSONField(default=dict)
    sound = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)


class SavedView(models.Model):
    """A list with its filters, kept under a name."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)

    class Meta:
        """One view of a name for each account."""

        constraints = (models.UniqueConstraint(fields=("account", "name"), name="one_view_a_name"),)


class Appointment(models.Model):
    """A fixed time of an officer: an inquiry, a hearing, a service."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT)
    on_day = models.DateField()
    at = models.TimeField(null=True)
    zh = models.CharField(max_length=120)


class ReturnedFile(models.Model):
    """A file that legal affairs gave back to its officer, until it is mended."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT)
    returned_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    reason = models.CharField(max_length=400)
    returned_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)
