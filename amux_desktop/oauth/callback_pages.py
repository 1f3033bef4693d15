"""What the browser shows at the end of a login, in the user's language. (The window's catalogues belong to Qt.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from amux_desktop.core.errors import AmuxError


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    done: str
    close: str
    failed: str
    not_here: str
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By error code; the English sentence is used for those that are not in it."""

    def describe(self, error: AmuxError) -> str:
        template = self.errors.get(error.code)
        if template is None:
            return error.message
        return template.format(reason=error.params.get("reason", ""))


_ENGLISH = Texts(
    done="You are signed in",
    close="Amux has the account now. You can close this page.",
    failed="The sign-in did not work",
    not_here="There is nothing at this address.",
)
_CHINESE = Texts(
    done="登录成功",
    close="Amux 已获得该账号，可以关闭此页面。",
    failed="登录未成功",
    not_here="此地址没有内容。",
    errors=MappingProxyType(
        {
            "login_expired": "登录已超时，请在 Amux 中重新开始。",
            "login_state": "此页面不属于 Amux 发起的登录，请在 Amux 中重新开始。",
            "login_used": "此登录已完成。",
            "login_denied": "登录被拒绝：{reason}",
            "login_no_code": "地址中没有登录代码。",
            "login_refused": "厂商未接受此登录：{reason}",
            "account_offline": "无法连接厂商：{reason}",
        }
    ),
)


def texts_for(language: str) -> Texts:
    """`language` is a BCP 47 tag such as `zh_CN`; anything unknown gets English."""
    return _CHINESE if language.lower().startswith("zh") else _ENGLISH
