"""The second step of the sign-in: a code from an app on the officer's phone (TOTP, RFC 6238)."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass

import segno
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from markupsafe import Markup

from zhunsheng.store.models import Account
from zhunsheng.web.clock import now

NAME = "手机验证器"
KEY = "new_code_key"
GROUP = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a code: the device that took it, or why none did."""

    device: TOTPDevice | None
    why: str = ""


def device_of(account: Account) -> TOTPDevice | None:
    """Return the account's device, where the second step is on."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    return device


def check(account: Account, typed: str) -> Checked:
    """Hold a typed code against the account's device; each code is taken once.

    After a wrong code the device waits, each time twice as long.
    """
    with transaction.atomic():
        found = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True)
        device = found.first()
        if device is None:
            return Checked(None, "这个账号没有开通两步验证")
        allowed, state = device.verify_is_allowed()
        if not allowed:
            left = int((state["locked_until"] - now()).total_seconds()) + 1
            return Checked(None, f"请等 {left} 秒再试")
        if device.verify_token(code_of(typed)):
            return Checked(device)
    return Checked(None, "验证码不对；请看手机上现在显示的六位数")


def code_of(typed: str) -> str:
    """Return the digits of a code as typed, with spaces or full-width signs."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    return digits if len(digits) == 6 else ""


def new_key() -> str:
    """Return a fresh secret for a device that is being set up."""
    return str(default_key())


def fresh_device(account: Account, key: str) -> TOTPDevice:
    """Return a device that is not kept yet."""
    return TOTPDevice(user=account, name=NAME, key=key, confirmed=True)


def turn_on(device: TOTPDevice, typed: str) -> bool:
    """Keep a new device if its first code is right; an older one of the account goes."""
    code = code_of(typed)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=device.user).delete()
        device.save()
        on = bool(code) and bool(device.verify_token(code))
        transaction.set_rollback(not on)
    return on


def turn_off(account: Account) -> bool:
    """Remove the account's devices; says whether there was one."""
    removed, _ = TOTPDevice.objects.filter(user=account).delete()
    return bool(removed)


def picture(device: TOTPDevice) -> Markup:
    """Return the QR code that an app on a phone reads, as inline SVG."""
    drawn = segno.make(device.config_url, error="m")
    return Markup(drawn.svg_inline(scale=4, border=3, light="#fff", svgclass="qr", lineclass=None))


def written(device: TOTPDevice) -> str:
    """Return the secret as it is typed by hand, in groups of four."""
    plain = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
