"""The error tree of the app.

An error carries a stable `code` and its parameters, never text for the user: the window translates by code, the command
line prints the plain English sentence of `MESSAGES`. Parameters must never hold a secret.

    AmuxError
    ├── InvalidInputError    400  what was asked for is wrong; nothing has changed
    ├── AccessError          403  the caller may not do this
    ├── NotFoundError        404  the thing named does not exist
    ├── ConflictError        409  it clashes with something that exists
    ├── MachineError         500  the machine does not allow it (disk, port, database)
    └── UnavailableError     503  not possible now, but later (vault locked, proxy stopped)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        # machine
        "data_dir_unwritable": "The data folder {path} cannot be written ({reason}). "
        "Fix its permissions or set AMUX_HOME to another folder.",
        "resource_missing": "The file {name} that belongs to Amux is missing. Install Amux again.",
        "port_busy": "Port {port} on {host} is already used{holder}. "
        "Quit that program or use another port, such as {free}.",
        "host_unavailable": "This computer has no address {host} to listen on. Set proxy.host to 127.0.0.1.",
        "already_running": "Amux already runs here (process {pid}, {mode}). Quit it first or use another AMUX_HOME.",
        "lock_timeout": "Another Amux process keeps {path} locked. Wait a moment or quit that process.",
        "file_invalid": "The file {path} cannot be read: {reason}.",
        # database
        "database_damaged": "The database was damaged ({reason}). It was moved to {quarantine}; {outcome}.",
        "database_newer": "The database {path} was written by a newer version of Amux (revision {revision}). "
        "Install that version or restore a backup from {backups}.",
        "database_unavailable": "The database cannot be opened: {reason}.",
        "database_busy": "The database is kept busy by another process. Try again in a moment.",
        "database_url_invalid": "The database URL is not valid: {reason}.",
        "shared_state_url_invalid": "The shared state URL is not valid: {reason}.",
        "shared_state_unavailable": "The shared state at {url} cannot be used: {reason}.",
        "migration_failed": "The database could not be brought up to date ({reason}). "
        "Nothing was changed; the copy made before is {backup}.",
        "backup_invalid": "The backup {path} is not a usable Amux database: {reason}.",
        "backup_external": "Amux keeps backups of its built-in database only. Back up yours with the tools of its server.",
        # secrets
        "vault_locked": "The stored keys are locked ({reason}). Unlock the system keyring or give the passphrase, "
        "then try again.",
        "vault_exists": "There is a vault already in {path}.",
        "vault_damaged": "The vault file {path} is damaged. Restore it from a backup or reset the stored keys.",
        "keyring_unavailable": "This computer offers no system keyring that Amux can use ({reason}).",
        "keyring_timeout": "The system keyring did not answer within {seconds} seconds.",
        "passphrase_wrong": "The passphrase is wrong.",
        "passphrase_missing": "A passphrase is needed: set AMUX_PASSPHRASE_FILE to a file that holds it.",
        "passphrase_too_short": "The passphrase is too short. Use {minimum} characters or more.",
        "secret_unreadable": "A stored secret of {table} cannot be decrypted. Enter it again.",
        "archive_invalid": "This is not a usable Amux archive: {reason}.",
        "archive_too_large": "What is to be exported is too large for one archive ({size_mb} MB; {limit_mb} MB are possible). Leave the chats out.",
        "archive_newer": "The archive was made by a newer version of Amux (format {version}).",
        "import_reference": "The archive cannot be imported: its proxy {name} sends requests to the {kind} {ref}, "
        "which is neither in the archive nor here. Export both together.",
        "update_unavailable": "The releases of Amux cannot be looked up now: {reason}.",
        "update_no_package": "Version {version} has no package for {name}. See its release page.",
        "update_checksum": "The download of {name} is not what was released (its SHA-256 differs). It was deleted.",
        "link_invalid": "This link was not followed: {reason}.",
        "system_entry": "The system entry {place} cannot be changed: {reason}.",
        "source_unknown": "Amux cannot import from {source}. Known are: {known}.",
        "source_missing": "No configuration of {name} was found ({files}). Give the path of its file.",
        # settings
        "setting_unknown": "There is no setting {key}.{hint}",
        "setting_invalid": "{key} does not accept {value}. Allowed: {allowed}.",
        # records
        "not_found": "There is no {kind} {ref}.",
        "in_use": "{kind} {name} is still used by {references}. Change or remove those first.",
        "slug_invalid": "The path {slug} is not valid. Use 1 to 64 of a-z, 0-9, dot, dash and underscore, "
        "and begin with a letter or digit.",
        "slug_taken": "The path {slug} is already used by the {kind} {name}.",
        "name_taken": "The name {name} is already used by another {kind}.",
        "field_required": "{field} must not be empty.",
        "field_invalid": "{field} does not accept {value}. {reason}.",
        "proxy_cycle": "The proxies would form a loop: {chain}.",
        "proxy_no_target": "The proxy {name} has nothing to send requests to. Give it a provider or another proxy.",
        "adapter_unknown": "There is no adapter {adapter}: {reason}.",
        "models_unavailable": "{name} gave no list of models: {reason}.",
        "balance_unavailable": "{name} did not tell its balance: {reason}.",
        "auth_needed_on_network": "Other computers can reach the proxy on {host}, so it must ask for API tokens. "
        "Set proxy.auth_required on, or proxy.host to 127.0.0.1.",
        "replay_impossible": "Request {id} cannot be sent again: {reason}.",
        "file_unwritable": "The file {path} cannot be written: {reason}.",
        # access
        "token_invalid": "The API token is missing or not valid.",
        "token_disabled": "The API token {name} is disabled.",
        "token_expired": "The API token {name} has expired.",
        "token_scope": "The API token {name} may not use {route}. Widen its scope or use another token.",
        "token_model": "The API token {name} may not use the model {model}. Widen its models or use another token.",
        "token_tunnel": "The API token {name} may not be used through the tunnel. Give it the tunnel permission.",
        "host_refused": "The Host {host} is not allowed. Use 127.0.0.1 or localhost, or add it to proxy.allowed_hosts.",
        "origin_refused": "Web pages of {origin} may not call Amux. Add the origin to proxy.allowed_origins if you trust it.",
        # accounts
        "login_expired": "The sign-in to {vendor} took longer than five minutes. Start it again.",
        "login_state": "This answer belongs to no sign-in to {vendor} that Amux began. Start it again.",
        "login_used": "This sign-in to {vendor} is finished already.",
        "login_denied": "{vendor} did not allow the sign-in: {reason}",
        "login_no_code": "The address holds no sign-in code. Copy the whole address from the browser.",
        "login_port_busy": "Port {port}, which the vendor sends the browser back to, is used by another program. Quit it, or"
        " sign in and paste the address of the last page.",
        "login_refused": "{vendor} did not accept the sign-in: {reason}",
        "login_no_device": "{vendor} offers no sign-in with a code for this account. Use the browser.",
        "login_unknown": "This sign-in is over. Start it again.",
        "client_secret_missing": "{vendor} needs the secret of an OAuth client. Set it in the account settings or in the "
        "environment variable {variable}.",
        "client_refused": "{vendor} does not accept the OAuth client: {reason}",
        "identity_invalid": "{vendor} did not say clearly whose account this is: {reason}.",
        "account_offline": "{vendor} cannot be asked now: {reason}. Try again in a moment.",
        "account_signed_out": "The sign-in to {vendor} has ended: {reason}. Sign in again.",
        "account_forbidden": "{vendor} does not let this account in: {reason}",
        "import_unknown": "This file has no accounts that Amux can read: {reason}.",
        # chat
        "chat_busy": "An answer is still being written in this conversation. Stop it or wait for it.",
        "chat_no_target": "Choose what to talk to: a provider or a proxy.",
        "chat_too_many": "At most {most} models can be compared at once.",
        "chat_file_type": "{name} cannot be sent. Pictures (PNG, JPEG, GIF, WebP), PDF and text files can.",
        "chat_file_size": "{name} is larger than {limit} MB, the most that can be sent.",
        "chat_file_count": "At most {most} files can be sent with one message.",
        "chat_preset_fixed": "The preset {name} comes with Amux and cannot be changed. Save it under another name.",
        "chat_ambiguous": "{ref} fits {count} conversations. Give more of the id.",
        "chat_failed": "The model did not answer: {reason}",
        # tunnel
        "cloudflared_missing": "The program cloudflared, which the tunnel needs, is not here. "
        "Fetch it with amux tunnel install, or set tunnel.cloudflared_path.",
        "cloudflared_wrong_arch": "{path} was made for {found}, but this computer needs {wanted}. Fetch the right one "
        "with amux tunnel install.",
        "cloudflared_altered": "{path} is not the cloudflared that came with Amux: its checksum is another one. "
        "Fetch it again with amux tunnel install.",
        "cloudflared_unusable": "{path} cannot be started: {reason}.",
        "cloudflared_unpinned": "This Amux knows no checksum of cloudflared {version} for {platform}, so it does not fetch "
        "it. Install cloudflared from Cloudflare and put it on the PATH, or set tunnel.cloudflared_path.",
        "cloudflared_download": "cloudflared could not be fetched: {reason}.",
        "cloudflared_checksum": "What came as cloudflared {version} is not what Cloudflare published: its checksum is "
        "another one. Nothing was kept.",
        "tunnel_no_token": "No API token may be used through the tunnel. Create one with: "
        "amux tokens create --name NAME --tunnel",
        "tunnel_auth_off": "Apps need not present a token now, so the tunnel does not start. Set proxy.auth_required on.",
        "tunnel_needs_auth": "The tunnel is on, so apps must present a token. Stop the tunnel first.",
        "tunnel_no_routes": "The tunnel would lead nowhere. Choose what it exposes with: amux tunnel expose",
        "tunnel_route_unknown": "The tunnel cannot expose {route}. Known are: {known}.",
        "tunnel_needs_token": "This kind of tunnel needs the token that Cloudflare shows for it. "
        "Give it with: amux tunnel use token",
        "tunnel_needs_port": "Where this tunnel leads is set at Cloudflare, so its port must not change. "
        "Set tunnel.port to a port such as 9528.",
        "tunnel_needs_hostname": "Choose the address of the tunnel first, with: amux tunnel use account --hostname NAME",
        "tunnel_token_invalid": "This is not the token of a Cloudflare tunnel. Copy it, or the whole install command, from "
        "the tunnel's page at Cloudflare.",
        "tunnel_token_refused": "Cloudflare does not accept the token of the tunnel: {reason}.",
        "tunnel_rate_limited": "Cloudflare gives this computer no address now, because it asked too often. "
        "Try again in {minutes} minutes.",
        "tunnel_exited": "cloudflared ended after {seconds} s (code {exit_code}): {reason}.",
        "tunnel_timeout": "The tunnel was not connected within {seconds} s: {reason}.",
        "tunnel_not_served": "Amux does not run here. Open the window or run: amux serve --tunnel",
        "tunnel_no_answer": "The running Amux did not take up the tunnel within {seconds} s. Look at its log.",
        "tunnel_running": "The tunnel is on. Stop it first.",
        "cloudflare_signed_out": "Give an API token of your Cloudflare account first, with: amux tunnel login",
        "cloudflare_token_invalid": "Cloudflare does not know this API token, or it has expired. Create one with the "
        "permissions Account > Cloudflare Tunnel > Edit and Zone > DNS > Edit.",
        "cloudflare_permission": "The Cloudflare API token lacks a permission: {permission}.",
        "cloudflare_zone_missing": "None of the domains that the Cloudflare API token may see holds {hostname}.",
        "cloudflare_no_zones": "The Cloudflare API token may see no domain. Give it Zone > DNS > Edit for one.",
        "cloudflare_dns_foreign": "{hostname} is in use already: a DNS record ({type}) leads to {content}. It was left as "
        "it is. Choose another name, or say that it may be replaced.",
        "cloudflare_gone": "The tunnel does not exist at Cloudflare any more. Set it up again.",
        "cloudflare_refused": "Cloudflare refused: {reason}.",
        "cloudflare_limited": "Cloudflare was asked too often. Try again in some minutes.",
        "cloudflare_offline": "Cloudflare cannot be asked now: {reason}. Try again in a moment.",
        # code switch
        "tool_unknown": "There is no coding tool {tool}. Known are: {known}.",
        "tool_no_target": "Choose a provider for {tool} first.",
        "tool_off": "{tool} does not go through Amux. Switch it on first.",
        "tool_missing": "{tool} is not installed here, or its command {command} is not on the PATH.",
        "proxy_off": "Nothing answers on {address}. Start Amux first: open the window or run amux serve.",
        "config_unparsable": "{path} was not touched, because it does not parse: {reason} (line {line}, column {column}).",
        "config_shape": "{path} was not touched: {place} holds {found}, so our keys have no place there.",
        "config_changed": "{path} was just changed by another program. Look at it and try again; nothing was written.",
        "config_refused": "{path} was not touched: {reason}.",
        "port_forbidden": "Port {port} on {host} may not be used by this account. Choose one above 1023.",
        "route_unknown": "There is no {kind} with the path {slug}, or it is switched off.",
        "passthrough_off": "The provider {name} is not open for passthrough. Switch its passthrough on.",
        "endpoint_unknown": "{method} {path} is not an endpoint of this route. It answers {expected}.",
        "model_unknown": "No enabled provider offers the model {model}. Ask for provider/model or add it to a provider.",
        "limit_concurrency": "The {kind} {name} allows {limit} requests at once and that many are running.",
        "limit_rate": "The {kind} {name} allows {limit} requests a minute.",
        "limit_budget": "The budget of the API token {name} for this {period} ({limit}) is used up.",
        "internal": "Something went wrong inside Amux ({detail}). The log file has the details.",
    }
)
"""Default English sentence per code: what happened and what to do. Placeholders are the error's parameters."""


class AmuxError(Exception):
    """Base of all errors that a caller or user may see; `code` is stable and part of the interface."""

    status: ClassVar[int] = 500
    """The HTTP status that fits this kind of error."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = MappingProxyType(params)

    @property
    def message(self) -> str:
        """One plain English sentence for the command line and log files."""
        template = MESSAGES.get(self.code)
        if template is None:
            details = ", ".join(f"{name}={value}" for name, value in self.params.items())
            return f"{self.code} ({details})" if details else self.code
        return template.format_map(_Shown(self.params))

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code!r}, {dict(self.params)!r})"


class InvalidInputError(AmuxError):
    """What was asked for is wrong; nothing has changed."""

    status = 400


class AccessError(AmuxError):
    """The caller may not do this."""

    status = 403


class NotFoundError(AmuxError):
    """The thing named does not exist."""

    status = 404


class ConflictError(AmuxError):
    """It clashes with something that exists."""

    status = 409


class MachineError(AmuxError):
    """The machine does not allow it: disk, port, database file."""

    status = 500


class UnavailableError(AmuxError):
    """Not possible now, but later: vault locked, database busy."""

    status = 503


class _Shown(dict[str, object]):
    """Parameters for `str.format_map`: a forgotten one shows as `?`, so that reporting an error never raises another."""

    def __missing__(self, key: str) -> str:
        return "?"

    def __getitem__(self, key: str) -> object:
        value = super().__getitem__(key)
        if isinstance(value, list | tuple | set | frozenset):
            return ", ".join(str(item) for item in value)
        return value
