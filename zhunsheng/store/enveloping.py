"""An encrypted file: AES-256-GCM in blocks under a key that scrypt makes of a password.

Each block is bound to its place and to whether it is the last, so that nothing can be cut off,
moved or repeated unseen.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from zhunsheng.base.errors import ZhunshengError

MAGIC = b"ZHUNSHENG-SEALED-1\n"
SALT_BYTES, KEY_BYTES, TAG_BYTES = 16, 32, 16
BLOCK = 1 << 20
COST, BLOCKSIZE, PARALLEL = 2**15, 8, 1
PLACE = struct.Struct(">QB")
LENGTH = struct.Struct(">I")


class NotOpened(ZhunshengError):
    """An encrypted file cannot be opened: the password is wrong, or the file is damaged."""

    def __init__(self) -> None:
        super().__init__("备份打不开：密码不对，或者文件已损坏；请核对密码，或者换一份备份")


def is_sealed(head: bytes) -> bool:
    """Say whether a file that begins so is encrypted."""
    return head.startswith(MAGIC)


def seal(source: IO[bytes], out: IO[bytes], password: str) -> None:
    """Write the whole source to `out`, encrypted."""
    salt = os.urandom(SALT_BYTES)
    out.write(MAGIC + salt)
    cipher = AESGCM(_key(password, salt))
    for place, (block, last) in enumerate(_blocks(source)):
        head = PLACE.pack(place, last)
        sealed = cipher.encrypt(_nonce(place), block, head)
        out.write(LENGTH.pack(len(sealed)) + sealed)


def unseal(source: IO[bytes], out: IO[bytes], password: str) -> None:
    """Write the whole of an encrypted source to `out`; raises `NotOpened`."""
    if source.read(len(MAGIC)) != MAGIC:
        raise NotOpened
    cipher = AESGCM(_key(password, source.read(SALT_BYTES)))
    place, last = 0, False
    while not last:
        sealed = _sealed_block(source)
        block, last = _opened(cipher, place, sealed)
        out.write(block)
        place += 1
    if source.read(1):
        raise NotOpened


def _sealed_block(source: IO[bytes]) -> bytes:
    head = source.read(LENGTH.size)
    if len(head) != LENGTH.size:
        raise NotOpened
    (length,) = LENGTH.unpack(head)
    if length > BLOCK + TAG_BYTES:
        raise NotOpened
    sealed = source.read(length)
    if len(sealed) != length:
        raise NotOpened
    return sealed


def _opened(cipher: AESGCM, place: int, sealed: bytes) -> tuple[bytes, bool]:
    for last in (False, True):
        try:
            return cipher.decrypt(_nonce(place), sealed, PLACE.pack(place, last)), last
        except InvalidTag:
            continue
    raise NotOpened


def _blocks(source: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield blocks with whether each is the last; an empty source is one empty block."""
    block = source.read(BLOCK)
    while True:
        following = source.read(BLOCK)
        yield block, not following
        if not following:
            return
        block = following


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")  # every file has a key of its own


def _key(password: str, salt: bytes) -> bytes:
    kdf = Scrypt(salt=salt, length=KEY_BYTES, n=COST, r=BLOCKSIZE, p=PARALLEL)
    return kdf.derive(password.encode())
