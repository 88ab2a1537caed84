"""Static files under names that carry their hash, so that a browser may keep them for a year."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's hashed and compressed files; a name without a hash is served as it is."""

    manifest_strict = False
