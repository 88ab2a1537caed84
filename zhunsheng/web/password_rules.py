"""The rules for passwords, in Chinese; Django's own rules with words an officer can act on."""

from __future__ import annotations

from django.contrib.auth import password_validation as rules


class LongEnough(rules.MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        return f"密码太短；请至少用 {self.min_length} 个字符"

    def get_help_text(self) -> str:
        """Say the rule."""
        return f"至少 {self.min_length} 个字符"


class NotCommon(rules.CommonPasswordValidator):
    """Refuses a password that many people use."""

    def get_error_message(self) -> str:
        """Say that it is guessed at once."""
        return "这个密码很多人用，一猜就中；请换一个"

    def get_help_text(self) -> str:
        """Say the rule."""
        return "不用常见的密码"


class NotOnlyDigits(rules.NumericPasswordValidator):
    """Refuses a password of digits alone."""

    def get_error_message(self) -> str:
        """Say what is missing."""
        return "密码全是数字；请加上字母或汉字"

    def get_help_text(self) -> str:
        """Say the rule."""
        return "不全是数字"


class UnlikeTheAccount(rules.UserAttributeSimilarityValidator):
    """Refuses a password that is nearly the sign-in name, the name, the phone or the e-mail."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "name", "phone", "email"))

    def get_error_message(self) -> str:
        """Say what it is too near to."""
        return "密码和登录名、姓名、电话或邮箱太像；请换一个"

    def get_help_text(self) -> str:
        """Say the rule."""
        return "不和登录名、姓名、电话相似"
