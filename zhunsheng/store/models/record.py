"""What is kept for good: matters, their events, the personal values beside them, and the log.

Update and delete of these tables are refused by triggers in the database itself; a personal value
may only be erased.
"""

from __future__ import annotations

from django.db import models


class Matter(models.Model):
    """A matter's number and procedure; everything else about it is an event."""

    number = models.CharField(max_length=80, unique=True)
    procedure = models.CharField(max_length=40)
    digest = models.CharField(max_length=10, default="sha256")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One event as it was hashed: `body` is canonical JSON, `head` covers it and all before it.

    Nothing is read from anywhere but `body`, so that there is no second copy to disagree with.
    `key` is the idempotency key of the act: a repeated submission finds it taken.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    body = models.TextField()
    head = models.BinaryField(max_length=32)
    key = models.CharField(max_length=80, unique=True)

    class Meta:
        """One event at each place of a matter."""

        constraints = (
            models.UniqueConstraint(fields=("matter", "seq"), name="one_event_at_a_place"),
        )


class PersonalValue(models.Model):
    """A personal value whose commitment stands in an event; seq 0 is the head of the record.

    `value` is its canonical JSON and `salt` the hexadecimal salt; both are null once erased.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="personal_values")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    salt = models.CharField(max_length=32, null=True)
    value = models.TextField(null=True)

    class Meta:
        """One value for each name of an event."""

        constraints = (
            models.UniqueConstraint(fields=("matter", "seq", "name"), name="one_value_a_name"),
        )


class LogLeaf(models.Model):
    """The place of an event in the log over all matters (a Merkle tree after RFC 6962)."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="leaf")
    head = models.BinaryField(max_length=32)


class DayHead(models.Model):
    """The root over the first `size` leaves, taken on a day; the last of a day is that day's."""

    day = models.DateField(db_index=True)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    digest = models.CharField(max_length=10, default="sha256")
    frontier = models.BinaryField()
    taken_at = models.DateTimeField()
