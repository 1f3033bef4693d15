<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
    <context>
        <name>amux</name>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Add provider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Copy the base URL</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Restart the proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Start the proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Stop the proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch between English and 中文</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch between light and dark</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/commands.py" />
            <source>provider, %n model(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>API Key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Add a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Add key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Enter a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>For example work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Paste a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Sealed with your system keyring</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Adding…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Base URL</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Choose a service</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Connected in {time}, {model} answered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Encrypted with AES-256-GCM; the master key stays in your system keyring.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Enter a name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Enter the address of the service</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Get a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>More</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Service</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Testing…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Add fallback</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Fallback chain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Fallback {place}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>If the provider fails, the next one answers. The app sees one reply.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Move down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Move up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Provider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Remove the fallback</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>mapped model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>A row needs both names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Add mapping</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Any other name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Choose a model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Model mapping</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Names are matched top to bottom; * matches any part of a name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Pass the name through</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Remove the mapping</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>When an app asks for</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>use</source>
            <comment>mapping</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>{name} is mapped twice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>{name} is never reached, because * above matches everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Accepts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Answers with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Choose a provider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Choose who answers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Create</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Edit proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Enter a path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Example for</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>No provider behind this proxy is switched on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Proxy is on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Saving…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>These proxies would form a loop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>This would form a loop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Use it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Variables</source>
            <comment>environment</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>{names} cannot answer: off or without a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>{provider} answered in {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/rename.py" />
            <source>Rename</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Answer now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Answer then</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Sending…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Where it went before</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>%n request(s) are running.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop the proxy?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop when they finish</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Budget per day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Budget per month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Chosen proxies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Create token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Enter a number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Expires</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>For example Cherry Studio</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 30 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 7 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 90 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In a year</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Limits of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>May use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Never</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>No limit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Requests per minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>US dollars</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Amux keeps a fingerprint of it, not the token. Lost it? Make a new one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>I saved it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>This is the only time the full token is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Try it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>“{name}” is ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>Save your changes?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>Stay</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>What you changed here is not saved yet.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n day(s) ago</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n hour(s) ago</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n minute(s) ago</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n month(s) ago</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/formats.py" />
            <source>just now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/formats.py" />
            <source>min</source>
            <comment>minutes</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/formats.py" />
            <source>never</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Search…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux Desktop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux Desktop – Proxy stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux keeps running</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>That did not work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>This desktop has no tray, so the window is minimised. Press Ctrl+Q to quit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>{page}, {count} failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>{page}, {count} on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>A passphrase is needed: set AMUX_PASSPHRASE_FILE to a file that holds it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>A stored secret of {table} cannot be decrypted. Enter it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux is already running (process {pid}, {mode}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Another Amux process keeps {path} locked. Wait a moment or quit that process.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Port {port} on {host} is already in use{holder}. Choose another port or quit that program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Something went wrong inside Amux ({detail}). The log file has the details.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token is missing or not valid.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} has expired.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} is disabled.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The archive was made by a newer version of Amux (format {version}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The backup {path} is not a usable Amux database: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The data folder {path} cannot be written ({reason}). Fix its permissions or set AMUX_HOME to another folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database URL is not valid: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database cannot be opened: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database could not be brought up to date ({reason}). Nothing was changed; the copy made before is {backup}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database is kept busy by another process. Try again in a moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database was damaged ({reason}). It was moved to {quarantine}; {outcome}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database {path} was written by a newer version of Amux. Install that version or restore a backup from {backups}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {name} that belongs to Amux is missing. Install Amux again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {path} cannot be read: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The name {name} is already in use.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The passphrase is too short. Use {minimum} characters or more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The passphrase is wrong.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The path {slug} is already used by {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The path {slug} is not valid. Use up to 64 lower-case letters, digits, dots, dashes and underscores, and begin with a letter or digit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The proxies would form a loop: {chain}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The proxy {name} has nothing to send requests to. Give it a provider or another proxy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The stored keys are locked ({reason}). Unlock the system keyring, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The system keyring did not answer within {seconds} seconds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The vault file {path} is damaged. Restore it from a backup or reset the stored keys.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is a vault already in {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is no setting {key}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This computer has no address {host} to listen on. Use 127.0.0.1 instead.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This computer offers no system keyring that Amux can use ({reason}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This is not a usable Amux archive: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This {kind} does not exist any more: {ref}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{field} does not accept {value}. {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{field} must not be empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{key} does not accept {value}. Allowed: {allowed}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} is still used by {references}. Change or remove those first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>App</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Cancelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>First token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>In / out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Live</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Status</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Total</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>{time}, {status}, {app}, {source} answered by {target}, {duration}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Failing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Key rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>No key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>No models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Off</source>
            <comment>provider</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Rate limited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Active</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Code Switch made this one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Last used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Requests</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Token</source>
            <comment>access key</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>active</source>
            <comment>token</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>everything</source>
            <comment>scope of a token</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>nothing</source>
            <comment>scope of a token</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>off</source>
            <comment>token</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>1h</source>
            <comment>period</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>24h</source>
            <comment>period</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>30d</source>
            <comment>period</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>7d</source>
            <comment>period</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Add a provider, make a proxy and point an app at it. Its requests appear here at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Dashboard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Median latency</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Nothing has come through yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Period</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Requests through {address} {period}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Success rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The proxy could not start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The proxy could not start: port {port} is in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Tokens</source>
            <comment>model units</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Use port {port}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 24 hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 30 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 7 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last hour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>no requests</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>none before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>p95 {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs the period before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{cost} in this period</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{failed} failed, {retried} fell back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{input} in, {output} out</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>%n active token(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Authentication</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By provider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Connections</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Latest requests</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Locked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>No requests in this period</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Off</source>
            <comment>server</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Off</source>
            <comment>authentication</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>On</source>
            <comment>server</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Open</source>
            <comment>key store</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Open providers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Proxy server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Required</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Stored keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>View all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>removed provider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>sealed by a file of the data folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>sealed by the system keyring</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>{name}, {count} requests</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>{title}: {body}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Bodies are not kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Body</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Close the inspector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Compared with the app's request</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Conversion report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Copy the request ID</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>From the provider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Inbound</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>More actions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Next request</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Nothing was lost or changed in the conversion.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Overview</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Parts of the request</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Previous request</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Response</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Send again…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>The request could not be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>To the app</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Turn on Keep bodies under Settings, Logging to see them here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Upstream</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>cut after {size} bytes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>{time} · request {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Answered by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempt at {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Conversion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Cost</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Entered at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Request</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Stream</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>The request failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Timing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Wait for first token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>answered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>no answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>overloaded</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>rate limited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>timed out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{count} KB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{count} bytes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{inbound} to {outbound}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{input} in, {output} out, {cached} cached</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{sent} sent, {got} received</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>%n new</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>%n request(s) exported</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>All</source>
            <comment>requests</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>All providers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>All time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As CSV…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As JSON lines…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As JSON…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear filters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear logs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear the logs?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear the logs…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Every request, both sides of the conversion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Export the logs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Exporting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Last 24 hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Last 7 days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Last hour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Logs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>No requests yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Nothing matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>OK</source>
            <comment>requests</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>One proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>One token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Outcome</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Requests appear here as soon as an app uses the proxy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Search models, paths, errors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Search the logs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>The export failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>The logs could not be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>This deletes {scope} with their bodies. Statistics stay. It cannot be undone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Try fewer words or another period.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>all requests</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>the requests that the filter shows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>{total} requests, {failed} failed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>{total} requests, {failed} failed. Kept for {days} days.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>%n proxies use it: {names}</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Anthropic format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Connected in {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Connection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Copy the passthrough address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Duplicate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Edit path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Enabled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Forward requests as they are, with Amux adding the key, logs and limits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Gemini format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>No proxy uses it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Not saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>OpenAI Responses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>OpenAI-compatible</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Passthrough proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Requests go to {url}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Reset to the preset's address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Save path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The list of models could not be fetched</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The path was not changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The provider did not answer the test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The test could not run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Unsaved changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{amount} {currency} left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{model} answered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} was not changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Add another key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Delete the key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Rejected</source>
            <comment>API key</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Show the key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Stored key ending in {hint}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Test connection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>The keys were not changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Use the key {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Works</source>
            <comment>API key</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>last used {when}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>not used yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Add a model ID</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Add a model ID, for example deepseek-v3.2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Fetch list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Fetching…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Filter models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>None yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>None yet. Fetch the list or type a model ID.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Offer {model}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Reasoning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Remove {model}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Tools</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Vision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>not listed any more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>{on} of {all} offered to apps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>A provider is a service that answers requests, such as Anthropic, DeepSeek or a server of your own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Filter providers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>No providers yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Open proxies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Providers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Rename {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Test all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>The order was not saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>The provider was not deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>This provider is still in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>{name} was deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>{on} on, {off} off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>{on} on, {off} off, {waiting} incomplete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>A proxy lets an app that speaks one format use a provider that speaks another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>A proxy needs something to answer with.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Add a provider first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>All</source>
            <comment>proxies</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Each one accepts a format and answers with the provider you choose</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Filter proxies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Kind of proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Managed on the Providers page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>No proxies yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>OK</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Other proxies send requests to this one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Passthrough</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Proxies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>The proxy was not deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>{name} did not answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>{name} works</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>%n mappings</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Copy the address of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>More actions for {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Passthrough of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Proxy {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Show in Logs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>all names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>off</source>
            <comment>proxy</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>{name} is on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>{share} failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Any client that lets you change the base URL works.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Any program on this computer can use your providers now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Apps must present a token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Apps that use this token get 401 from the next request on. This cannot be undone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Calls without a valid sk-amux. token get 401.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Filter tokens</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Give each app a token of its own, then you can see and stop each one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Its present text stops working at once. Apps that use it need the new one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Keys that let apps use this proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Limits and scope…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>No tokens yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace {name}?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke {name}?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>That was not changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Tokens</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Use a token</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>{name} is active</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/palette.py" />
            <source>%n result(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Actions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Pages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Proxies and providers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Recent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Search pages and actions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Type a command, page, proxy or model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>move</source>
            <comment>keys</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>run</source>
            <comment>keys</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/proxy_control.py" />
            <source>Port {port} is in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/proxy_control.py" />
            <source>The proxy did not start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Copy the address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy failed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy running</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy starting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy stopping</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>{state}, {address}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/session.py" />
            <source>Open or quit it from here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/session.py" />
            <source>The proxy stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Close a dialog, the inspector or the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Fold or unfold the sidebar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Move an entry up or down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>New entry on this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Next area of the window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Next log entry</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Open settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Previous area of the window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Previous log entry</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Quit Amux</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Refresh this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Save the form</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Search or filter on this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Show the shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Start or stop the proxy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Access</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Fold the sidebar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Observe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Routing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/startup_error.py" />
            <source>Amux cannot start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/startup_error.py" />
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Amux: {state}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Open Amux</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chart.py" />
            <source>{begin} to {end}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Show all ({size} KB)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Wrap long lines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/field.py" />
            <source>Optional</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/flow.py" />
            <source>{way}, if it fails {backup}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Choices</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Search or type a name…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Use {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/stat_tile.py" />
            <source>{label}: {value} {unit}, {note}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/token_rows.py" />
            <source>{scope}, until {date}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Latency</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Median</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Others</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Output</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Traffic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>What the chart shows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Anthropic Messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Any format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Gemini</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Google Gemini</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>OpenAI Chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>OpenAI Chat Completions</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
