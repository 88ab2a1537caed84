"""Keeps files the office made itself, or carries on from another matter, as papers of a matter."""

from __future__ import annotations

from zhunsheng.store.enclosures import Carried, Enclosure
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import Account, Matter, Paper
from zhunsheng.store.papers import PaperLost, file_name, keep

PAPER_NAME_MOST = 60


class KeptPapers:
    """Papers on disk, registered in the database; what `enclosures.Papers` asks for."""

    def enclose(self, enclosure: Enclosure) -> str:
        """Keep a file with its matter and return its digest; the same content is kept once.

        Raises `PaperRefused` for a file that is of no kind that is kept, `NoSuchMatter`.
        """
        matter = _matter(enclosure.number)
        stored = keep(enclosure.file_name, [enclosure.content])
        Paper.objects.get_or_create(
            matter=matter,
            name=enclosure.paper[:PAPER_NAME_MOST],
            digest=stored.digest,
            defaults={
                "file_name": file_name(enclosure.file_name, stored.media_type),
                "size": stored.size,
                "media_type": stored.media_type,
                "added_by": Account.objects.get(username=enclosure.by),
                "added_at": enclosure.at,
            },
        )
        return stored.digest

    def carry(self, carried: Carried) -> None:
        """Register papers of the source with the target; raises `PaperLost` for one it lacks."""
        source, target = _matter(carried.source), _matter(carried.target)
        account = Account.objects.get(username=carried.by)
        for name, digest in carried.digests.items():
            held = Paper.objects.filter(matter=source, digest=digest).first()
            if held is None:
                raise PaperLost(digest)
            Paper.objects.get_or_create(
                matter=target,
                name=name[:PAPER_NAME_MOST],
                digest=digest,
                defaults={
                    "file_name": held.file_name,
                    "size": held.size,
                    "media_type": held.media_type,
                    "added_by": account,
                    "added_at": carried.at,
                },
            )


def _matter(number: str) -> Matter:
    found = Matter.objects.filter(number=number).first()
    if found is None:
        raise NoSuchMatter(number)
    return found
