"""SQLAlchemy models of every table; `metadata` is what the migrations must produce."""

from amux_desktop.storage.models.access import ApiTokenRow, ApiTokenScopeRow
from amux_desktop.storage.models.accounts import AccountRow, PoolRow, QuotaSampleRow
from amux_desktop.storage.models.base import AppStateRow, Base, MetaRow, SettingRow
from amux_desktop.storage.models.chat import AttachmentRow, ChatPresetRow, ConversationRow, MessageRow
from amux_desktop.storage.models.code_tools import CodeBackupRow, CodeLedgerRow, CodeMappingRow, CodeToolRow
from amux_desktop.storage.models.requests import RequestBodyRow, RequestLogRow, UsageBucketRow
from amux_desktop.storage.models.routing import (
    BridgeProxyRow,
    ModelMappingRow,
    ModelPriceRow,
    ProviderKeyRow,
    ProviderRow,
    ProxyTargetRow,
    StoredResponseRow,
)
from amux_desktop.storage.models.tunnel import TunnelConfigRow, TunnelEventRow

metadata = Base.metadata

__all__ = [
    "AccountRow",
    "ApiTokenRow",
    "ApiTokenScopeRow",
    "AppStateRow",
    "AttachmentRow",
    "Base",
    "BridgeProxyRow",
    "ChatPresetRow",
    "CodeBackupRow",
    "CodeLedgerRow",
    "CodeMappingRow",
    "CodeToolRow",
    "ConversationRow",
    "MessageRow",
    "MetaRow",
    "ModelMappingRow",
    "ModelPriceRow",
    "PoolRow",
    "ProviderKeyRow",
    "ProviderRow",
    "ProxyTargetRow",
    "QuotaSampleRow",
    "RequestBodyRow",
    "RequestLogRow",
    "SettingRow",
    "StoredResponseRow",
    "TunnelConfigRow",
    "TunnelEventRow",
    "UsageBucketRow",
    "metadata",
]
