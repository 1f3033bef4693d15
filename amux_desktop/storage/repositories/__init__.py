"""One repository per aggregate: short functions over a connection that take and return records."""

from amux_desktop.storage.repositories.accounts import AccountRepository
from amux_desktop.storage.repositories.app_state import AppStateRepository
from amux_desktop.storage.repositories.chat import ChatRepository
from amux_desktop.storage.repositories.code_tools import CodeToolRepository
from amux_desktop.storage.repositories.prices import PriceRepository
from amux_desktop.storage.repositories.providers import ProviderRepository
from amux_desktop.storage.repositories.proxies import ProxyRepository
from amux_desktop.storage.repositories.request_logs import RequestLogRepository
from amux_desktop.storage.repositories.responses import ResponseRepository
from amux_desktop.storage.repositories.settings import SettingsRepository
from amux_desktop.storage.repositories.tokens import TokenRepository
from amux_desktop.storage.repositories.transfer import TransferRepository
from amux_desktop.storage.repositories.tunnel import TunnelRepository
from amux_desktop.storage.repositories.usage import UsageRepository

__all__ = [
    "AccountRepository",
    "AppStateRepository",
    "ChatRepository",
    "CodeToolRepository",
    "PriceRepository",
    "ProviderRepository",
    "ProxyRepository",
    "RequestLogRepository",
    "ResponseRepository",
    "SettingsRepository",
    "TokenRepository",
    "TransferRepository",
    "TunnelRepository",
    "UsageRepository",
]
