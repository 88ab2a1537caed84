"""Full texts of law that an administrator loaded, so that citations open the article itself."""

from __future__ import annotations

from django.db import models

from zhunsheng.store.models.people import Account


class LoadedText(models.Model):
    """One article of an instrument as loaded from a file: `paragraphs` are its 款 in order."""

    title = models.CharField(max_length=120, db_index=True)
    version = models.CharField(max_length=60, blank=True)
    article = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    paragraphs = models.JSONField()
    source = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    loaded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    loaded_at = models.DateTimeField()

    class Meta:
        """One text for each article of a version."""

        constraints = (
            models.UniqueConstraint(
                fields=("title", "version", "article"), name="one_text_an_article"
            ),
        )
