"""Errors in the user's language: one sentence per code of `core.errors`, complete with what to do."""

from __future__ import annotations

import dataclasses

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.i18n import Text, TextLike, tr

_TEXTS: dict[str, Text] = {
    "data_dir_unwritable": tr(
        "The data folder {path} cannot be written ({reason}). Fix its permissions or set AMUX_HOME to another folder."
    ),
    "resource_missing": tr("The file {name} that belongs to Amux is missing. Install Amux again."),
    "port_busy": tr("Port {port} on {host} is already in use{holder}. Choose another port or quit that program."),
    "host_unavailable": tr("This computer has no address {host} to listen on. Use 127.0.0.1 instead."),
    "already_running": tr("Amux is already running (process {pid}, {mode})."),
    "lock_timeout": tr("Another Amux process keeps {path} locked. Wait a moment or quit that process."),
    "file_invalid": tr("The file {path} cannot be read: {reason}."),
    "database_damaged": tr("The database was damaged ({reason}). It was moved to {quarantine}; {outcome}."),
    "database_newer": tr(
        "The database {path} was written by a newer version of Amux. Install that version or restore a backup from "
        "{backups}."
    ),
    "database_unavailable": tr("The database cannot be opened: {reason}."),
    "database_busy": tr("The database is kept busy by another process. Try again in a moment."),
    "database_url_invalid": tr("The database URL is not valid: {reason}."),
    "shared_state_url_invalid": tr("The shared state URL is not valid: {reason}."),
    "shared_state_unavailable": tr("The shared state at {url} cannot be used: {reason}."),
    "migration_failed": tr(
        "The database could not be brought up to date ({reason}). Nothing was changed; the copy made before is {backup}."
    ),
    "backup_invalid": tr("The backup {path} is not a usable Amux database: {reason}."),
    "backup_external": tr(
        "Amux keeps backups of its built-in database only. Back up yours with the tools of its server."
    ),
    "vault_locked": tr("The stored keys are locked ({reason}). Unlock the system keyring, then try again."),
    "vault_exists": tr("There is a vault already in {path}."),
    "vault_damaged": tr("The vault file {path} is damaged. Restore it from a backup or reset the stored keys."),
    "keyring_unavailable": tr("This computer offers no system keyring that Amux can use ({reason})."),
    "keyring_timeout": tr("The system keyring did not answer within {seconds} seconds."),
    "passphrase_wrong": tr("The passphrase is wrong."),
    "passphrase_missing": tr("A passphrase is needed: set AMUX_PASSPHRASE_FILE to a file that holds it."),
    "passphrase_too_short": tr("The passphrase is too short. Use {minimum} characters or more."),
    "secret_unreadable": tr("A stored secret of {table} cannot be decrypted. Enter it again."),
    "archive_invalid": tr("This is not a usable Amux archive: {reason}."),
    "archive_too_large": tr(
        "What is to be exported is too large for one archive ({size_mb} MB; {limit_mb} MB are possible). Leave the chats out."
    ),
    "archive_newer": tr("The archive was made by a newer version of Amux (format {version})."),
    "import_reference": tr(
        "The archive cannot be imported: its proxy {name} sends requests to {ref}, which is neither in the archive nor "
        "here. Export both together."
    ),
    "update_unavailable": tr("The releases of Amux cannot be looked up now: {reason}."),
    "update_no_package": tr("Version {version} has no package for this installation. See its release page."),
    "update_checksum": tr("The download of {name} is not what was released (its SHA-256 differs). It was deleted."),
    "link_invalid": tr("This link was not followed: {reason}."),
    "system_entry": tr("The system entry {place} cannot be changed: {reason}."),
    "source_unknown": tr("Amux cannot import from {source}. Known are: {known}."),
    "source_missing": tr("No configuration of {name} was found ({files}). Choose its file."),
    "setting_unknown": tr("There is no setting {key}."),
    "setting_invalid": tr("{key} does not accept {value}. Allowed: {allowed}."),
    "not_found": tr("This {kind} does not exist any more: {ref}."),
    "in_use": tr("{name} is still used by {references}. Change or remove those first."),
    "slug_invalid": tr(
        "The path {slug} is not valid. Use up to 64 lower-case letters, digits, dots, dashes and underscores, and begin "
        "with a letter or digit."
    ),
    "slug_taken": tr("The path {slug} is already used by {name}."),
    "name_taken": tr("The name {name} is already in use."),
    "field_required": tr("{field} must not be empty."),
    "field_invalid": tr("{field} does not accept {value}. {reason}."),
    "proxy_cycle": tr("The proxies would form a loop: {chain}."),
    "proxy_no_target": tr("The proxy {name} has nothing to send requests to. Give it a provider or another proxy."),
    "token_invalid": tr("The API token is missing or not valid."),
    "token_disabled": tr("The API token {name} is disabled."),
    "token_expired": tr("The API token {name} has expired."),
    "adapter_unknown": tr("There is no adapter {adapter}: {reason}."),
    "models_unavailable": tr("{name} gave no list of models: {reason}."),
    "balance_unavailable": tr("{name} did not tell its balance: {reason}."),
    "auth_needed_on_network": tr(
        "Other computers can reach the proxy on {host}, so apps must present a token. Listen on 127.0.0.1 to do without."
    ),
    "replay_impossible": tr("Request {id} cannot be sent again: {reason}."),
    "file_unwritable": tr("The file {path} cannot be written: {reason}."),
    "token_scope": tr("The API token {name} may not use {route}. Widen its scope or use another token."),
    "token_model": tr("The API token {name} may not use the model {model}. Widen its models or use another token."),
    "token_tunnel": tr("The API token {name} may not be used through the tunnel."),
    "host_refused": tr("The host name {host} is not allowed. Use 127.0.0.1 or localhost, or add it in Settings."),
    "origin_refused": tr("Web pages of {origin} may not call Amux. Add the origin in Settings if you trust it."),
    "login_expired": tr("The sign-in to {vendor} took longer than five minutes. Start it again."),
    "login_state": tr("This answer belongs to no sign-in to {vendor} that Amux began. Start it again."),
    "login_used": tr("This sign-in to {vendor} is finished already."),
    "login_denied": tr("{vendor} did not allow the sign-in: {reason}"),
    "login_no_code": tr("The address holds no sign-in code. Copy the whole address from the browser."),
    "login_port_busy": tr(
        "Port {port}, which the vendor sends the browser back to, is used by another program. Quit it, or"
        " sign in and paste the address of the last page."
    ),
    "login_refused": tr("{vendor} did not accept the sign-in: {reason}"),
    "login_no_device": tr("{vendor} offers no sign-in with a code for this account. Use the browser."),
    "login_unknown": tr("This sign-in is over. Start it again."),
    "client_secret_missing": tr(
        "{vendor} needs the secret of an OAuth client. Set it in the account settings or in the "
        "environment variable {variable}."
    ),
    "client_refused": tr("{vendor} does not accept the OAuth client: {reason}"),
    "identity_invalid": tr("{vendor} did not say clearly whose account this is: {reason}."),
    "account_offline": tr("{vendor} cannot be asked now: {reason}. Try again in a moment."),
    "account_signed_out": tr("The sign-in to {vendor} has ended: {reason}. Sign in again."),
    "account_forbidden": tr("{vendor} does not let this account in: {reason}"),
    "import_unknown": tr("This file has no accounts that Amux can read: {reason}."),
    "chat_busy": tr("An answer is still being written in this conversation. Stop it or wait for it."),
    "chat_no_target": tr("Choose what to talk to: a provider or a proxy."),
    "chat_too_many": tr("At most {most} models can be compared at once."),
    "chat_file_type": tr("{name} cannot be sent. Pictures (PNG, JPEG, GIF, WebP), PDF and text files can."),
    "chat_file_size": tr("{name} is larger than {limit} MB, the most that can be sent."),
    "chat_file_count": tr("At most {most} files can be sent with one message."),
    "chat_preset_fixed": tr("The preset {name} comes with Amux and cannot be changed. Save it under another name."),
    "chat_ambiguous": tr("{ref} fits {count} conversations. Give more of the id."),
    "chat_failed": tr("The model did not answer: {reason}"),
    "tool_unknown": tr("There is no coding tool {tool}. Known are: {known}."),
    "tool_no_target": tr("Choose a provider for {tool} first."),
    "tool_off": tr("{tool} does not go through Amux. Switch it on first."),
    "tool_missing": tr("{tool} is not installed here, or its command {command} cannot be found."),
    "proxy_off": tr("Nothing answers on {address}. Start the proxy first."),
    "config_unparsable": tr(
        "{path} was not touched, because it does not parse: {reason} (line {line}, column {column})."
    ),
    "config_shape": tr("{path} was not touched: {place} holds {found}, so our keys have no place there."),
    "config_changed": tr("{path} was just changed by another program. Look at it and try again; nothing was written."),
    "config_refused": tr("{path} was not touched: {reason}."),
    "port_forbidden": tr("Port {port} on {host} may not be used by this account. Choose one above 1023."),
    "route_unknown": tr("There is nothing under the path {slug}, or it is switched off."),
    "passthrough_off": tr("The provider {name} is not open for passthrough. Switch its passthrough on."),
    "endpoint_unknown": tr("{method} {path} is not an endpoint of this route. It answers {expected}."),
    "model_unknown": tr("No enabled provider offers the model {model}."),
    "limit_concurrency": tr("{name} allows {limit} requests at once and that many are running."),
    "limit_rate": tr("{name} allows {limit} requests a minute."),
    "limit_budget": tr("The budget of the API token {name} for this {period} ({limit}) is used up."),
    "cloudflared_missing": tr("The tunnel needs the program cloudflared, which is not installed."),
    "cloudflared_wrong_arch": tr("{path} was made for {found}, but this computer needs {wanted}."),
    "cloudflared_altered": tr("{path} is not the cloudflared that came with Amux: its checksum is another one."),
    "cloudflared_unusable": tr("{path} cannot be started: {reason}."),
    "cloudflared_unpinned": tr(
        "This Amux knows no checksum of cloudflared {version} for {platform}, so it does not fetch it. "
        "Install cloudflared from Cloudflare, or name its file in Settings."
    ),
    "cloudflared_download": tr("cloudflared could not be fetched: {reason}."),
    "cloudflared_checksum": tr(
        "What came as cloudflared {version} is not what Cloudflare published: its checksum is another one. "
        "Nothing was kept."
    ),
    "tunnel_no_token": tr("No API token may be used through the tunnel."),
    "tunnel_auth_off": tr("Apps need not present a token now, so the tunnel does not start."),
    "tunnel_needs_auth": tr("The tunnel is on, so apps must present a token. Stop the tunnel first."),
    "tunnel_no_routes": tr("The tunnel would lead nowhere. Choose what it exposes."),
    "tunnel_route_unknown": tr("The tunnel cannot expose {route}. Known are: {known}."),
    "tunnel_needs_token": tr("This kind of tunnel needs the token that Cloudflare shows for it."),
    "tunnel_needs_port": tr(
        "Where this tunnel leads is set at Cloudflare, so its port must not change. Choose one in Settings, such as 9528."
    ),
    "tunnel_needs_hostname": tr("Choose the address of the tunnel first."),
    "tunnel_token_invalid": tr(
        "This is not the token of a Cloudflare tunnel. Copy it, or the whole install command, from the tunnel's page "
        "at Cloudflare."
    ),
    "tunnel_token_refused": tr("Cloudflare does not accept the token of the tunnel: {reason}."),
    "tunnel_rate_limited": tr(
        "Cloudflare gives this computer no address now, because it asked too often. Try again in {minutes} minutes."
    ),
    "tunnel_exited": tr("cloudflared ended after {seconds} s (code {exit_code}): {reason}."),
    "tunnel_timeout": tr("The tunnel was not connected within {seconds} s: {reason}."),
    "tunnel_not_served": tr("Amux does not run here."),
    "tunnel_no_answer": tr("The running Amux did not take up the tunnel within {seconds} s."),
    "tunnel_running": tr("The tunnel is on. Stop it first."),
    "cloudflare_signed_out": tr("Give an API token of your Cloudflare account first."),
    "cloudflare_token_invalid": tr(
        "Cloudflare does not know this API token, or it has expired. Create one with the permissions "
        "Account > Cloudflare Tunnel > Edit and Zone > DNS > Edit."
    ),
    "cloudflare_permission": tr("The Cloudflare API token lacks a permission: {permission}."),
    "cloudflare_zone_missing": tr("None of the domains that the Cloudflare API token may see holds {hostname}."),
    "cloudflare_no_zones": tr("The Cloudflare API token may see no domain. Give it Zone > DNS > Edit for one."),
    "cloudflare_dns_foreign": tr(
        "{hostname} is in use already: a DNS record ({type}) leads to {content}. It was left as it is."
    ),
    "cloudflare_gone": tr("The tunnel does not exist at Cloudflare any more. Set it up again."),
    "cloudflare_refused": tr("Cloudflare refused: {reason}."),
    "cloudflare_limited": tr("Cloudflare was asked too often. Try again in some minutes."),
    "cloudflare_offline": tr("Cloudflare cannot be asked now: {reason}. Try again in a moment."),
    "internal": tr("Something went wrong inside Amux ({detail}). The log file has the details."),
}


def describe(error: AmuxError) -> TextLike:
    """The sentence for an error. A code without a text of its own shows the plain English one."""
    text = _TEXTS.get(error.code)
    if text is None:
        return error.message
    return dataclasses.replace(text, values={key: _shown(value) for key, value in error.params.items()})


def _shown(value: object) -> object:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple | set | frozenset) else value


def codes() -> frozenset[str]:
    """Error codes that have a text."""
    return frozenset(_TEXTS)
