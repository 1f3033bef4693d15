<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
    <context>
        <name>amux</name>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Add account</source>
            <translation>Add account</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Add provider</source>
            <translation>Add provider</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Back up or restore…</source>
            <translation>Back up or restore…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Clear logs…</source>
            <translation>Clear logs…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Copy the address of {name}</source>
            <translation>Copy the address of {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Copy the base URL</source>
            <translation>Copy the base URL</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Documentation</source>
            <translation>Documentation</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Export logs…</source>
            <translation>Export logs…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Export the configuration…</source>
            <translation>Export the configuration…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>First steps</source>
            <translation>First steps</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Look for a new version</source>
            <translation>Look for a new version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New chat</source>
            <translation>New chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New proxy</source>
            <translation>New proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New token</source>
            <translation>New token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Point {tool} at Amux…</source>
            <translation>Point {tool} at Amux…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Restart the proxy</source>
            <translation>Restart the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Start the proxy</source>
            <translation>Start the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Start tunnel</source>
            <translation>Start tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Stop the proxy</source>
            <translation>Stop the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Stop tunnel</source>
            <translation>Stop tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch between English and 中文</source>
            <translation>Switch between English and 中文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch between light and dark</source>
            <translation>Switch between light and dark</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch {tool} to {target}</source>
            <translation>Switch {tool} to {target}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>now {target}</source>
            <translation>now {target}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/commands.py" />
            <source>provider, %n model(s)</source>
            <translation>
                <numerusform>provider, %n model</numerusform>
                <numerusform>provider, %n models</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>{tool} uses {target}</source>
            <translation>{tool} uses {target}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>A browser window opened on the sign-in page</source>
            <translation>A browser window opened on the sign-in page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Add a {vendor} account</source>
            <translation>Add a {vendor} account</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Address of the last page</source>
            <translation>Address of the last page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Amux saves the account and checks its quota</source>
            <translation>Amux saves the account and checks its quota</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Client secret</source>
            <translation>Client secret</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Copy the address</source>
            <translation>Copy the address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Copy the code</source>
            <translation>Copy the code</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Nothing opened? Copy this address</source>
            <translation>Nothing opened? Copy this address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Only needed when the browser cannot come back to Amux, for instance from another computer.</source>
            <translation>Only needed when the browser cannot come back to Amux, for instance from another computer.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Open browser again</source>
            <translation>Open browser again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Open the page here</source>
            <translation>Open the page here</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Page for the code</source>
            <translation>Page for the code</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Save and sign in</source>
            <translation>Save and sign in</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Sign in and allow access</source>
            <translation>Sign in and allow access</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>The browser cannot come back by itself</source>
            <translation>The browser cannot come back by itself</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>The sign-in did not work</source>
            <translation>The sign-in did not work</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Type it in on the page below, on any device on which you are signed in.</source>
            <translation>Type it in on the page below, on any device on which you are signed in.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Use a code instead</source>
            <translation>Use a code instead</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Use the address</source>
            <translation>Use the address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Waiting for the browser. Expires in {time}.</source>
            <translation>Waiting for the browser. Expires in {time}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Waiting for the code. Expires in {time}.</source>
            <translation>Waiting for the code. Expires in {time}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>You sign in at {company}; Amux never sees your password. The sign-in uses the OAuth client of {owner}; using it from another program may break the terms of {company}, and your account is your own risk.</source>
            <translation>You sign in at {company}; Amux never sees your password. The sign-in uses the OAuth client of {owner}; using it from another program may break the terms of {company}, and your account is your own risk.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Your code</source>
            <translation>Your code</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>{company} asks for the secret of the OAuth client besides your own sign-in. Amux ships none. You find it in the installed program {owner}, among the settings of its sign-in. Using another product's client may break the terms of {company}. The secret is stored sealed, or taken from the environment variable {variable}.</source>
            <translation>{company} asks for the secret of the OAuth client besides your own sign-in. Amux ships none. You find it in the installed program {owner}, among the settings of its sign-in. Using another product's client may break the terms of {company}. The secret is stored sealed, or taken from the environment variable {variable}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>{name} added</source>
            <translation>{name} added</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>{vendor} needs a client secret</source>
            <translation>{vendor} needs a client secret</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>API Key</source>
            <translation>API Key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Add a key</source>
            <translation>Add a key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Add key</source>
            <translation>Add key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Enter a key</source>
            <translation>Enter a key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>For example work</source>
            <translation>For example work</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Label</source>
            <translation>Label</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Paste a key</source>
            <translation>Paste a key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Sealed on this computer</source>
            <translation>Sealed on this computer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Adding…</source>
            <translation>Adding…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Base URL</source>
            <translation>Base URL</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Choose a service</source>
            <translation>Choose a service</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Connected in {time}, {model} answered</source>
            <translation>Connected in {time}, {model} answered</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Enter a name</source>
            <translation>Enter a name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Enter the address of the service</source>
            <translation>Enter the address of the service</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Get a key</source>
            <translation>Get a key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>More</source>
            <translation>More</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Sealed with AES-256-GCM on this computer.</source>
            <translation>Sealed with AES-256-GCM on this computer.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Service</source>
            <translation>Service</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Test</source>
            <translation>Test</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Testing…</source>
            <translation>Testing…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Discard</source>
            <translation>Discard</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Discard what you entered?</source>
            <translation>Discard what you entered?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>It is not saved yet.</source>
            <translation>It is not saved yet.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Stay</source>
            <translation>Stay</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Account</source>
            <translation>Account</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Account pool</source>
            <translation>Account pool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Amux does not speak {detail}.</source>
            <translation>Amux does not speak {detail}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Amux has no such rule ({detail}).</source>
            <translation>Amux has no such rule ({detail}).</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Chat preset</source>
            <translation>Chat preset</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Coding tool</source>
            <translation>Coding tool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Conversation</source>
            <translation>Conversation</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Header</source>
            <translation>Header</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It belongs to the coding tool and stays there.</source>
            <translation>It belongs to the coding tool and stays there.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It has no usable address.</source>
            <translation>It has no usable address.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It is too easy to guess. Create a token in Amux.</source>
            <translation>It is too easy to guess. Create a token in Amux.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It names {detail}, which is not in the file or was left out.</source>
            <translation>It names {detail}, which is not in the file or was left out.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It signs in with an account. Sign in again in Amux.</source>
            <translation>It signs in with an account. Sign in again in Amux.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Model</source>
            <translation>Model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>New</source>
            <comment>import</comment>
            <translation>New</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>New name</source>
            <translation>New name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Outgoing proxy</source>
            <translation>Outgoing proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Price</source>
            <translation>Price</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Provider</source>
            <translation>Provider</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Replaces</source>
            <translation>Replaces</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Rule</source>
            <translation>Rule</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Setting</source>
            <translation>Setting</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Stays as here</source>
            <translation>Stays as here</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Stays behind</source>
            <translation>Stays behind</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The environment variable {detail} is not set here. Add the key later.</source>
            <translation>The environment variable {detail} is not set here. Add the key later.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The key is only a placeholder. Add the real one later.</source>
            <translation>The key is only a placeholder. Add the real one later.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The same</source>
            <translation>The same</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The value of {detail} comes from each request.</source>
            <translation>The value of {detail} comes from each request.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>{name} as {new_name}</source>
            <translation>{name} as {new_name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Picture saved</source>
            <translation>Picture saved</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Save picture</source>
            <translation>Save picture</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Save picture…</source>
            <translation>Save picture…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Show everything</source>
            <translation>Show everything</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>The picture could not be written to {path}</source>
            <translation>The picture could not be written to {path}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>The wheel zooms, dragging moves, the arrow keys read one slot after the other.</source>
            <translation>The wheel zooms, dragging moves, the arrow keys read one slot after the other.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Zoom in</source>
            <translation>Zoom in</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Zoom out</source>
            <translation>Zoom out</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>{begin} to {end}</source>
            <translation>{begin} to {end}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Add a model</source>
            <translation>Add a model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Choose a model in every row</source>
            <translation>Choose a model in every row</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Compare</source>
            <translation>Compare</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Compare models</source>
            <translation>Compare models</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Compare no more</source>
            <translation>Compare no more</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Your next messages go to all of these. Their answers stand side by side, with time and price.</source>
            <translation>Your next messages go to all of these. Their answers stand side by side, with time and price.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>0 is the most predictable, 2 the most varied</source>
            <translation>0 is the most predictable, 2 the most varied</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Apply</source>
            <translation>Apply</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Choose a preset</source>
            <translation>Choose a preset</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Concise</source>
            <translation>Concise</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Delete this preset</source>
            <translation>Delete this preset</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Editor</source>
            <translation>Editor</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Enter a number from 0 to 2</source>
            <translation>Enter a number from 0 to 2</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Enter a whole number</source>
            <translation>Enter a whole number</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>For example: You answer as a patient teacher.</source>
            <translation>For example: You answer as a patient teacher.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>High</source>
            <translation>High</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>In tokens</source>
            <translation>In tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Longest answer</source>
            <translation>Longest answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Low</source>
            <translation>Low</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Medium</source>
            <translation>Medium</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Model default</source>
            <translation>Model default</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Off</source>
            <comment>reasoning</comment>
            <translation>Off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Preset</source>
            <translation>Preset</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Reasoning</source>
            <translation>Reasoning</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Save as preset</source>
            <translation>Save as preset</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Save as preset…</source>
            <translation>Save as preset…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Show the answer while it is written</source>
            <translation>Show the answer while it is written</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Software engineer</source>
            <translation>Software engineer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Store the text in this preset</source>
            <translation>Store the text in this preset</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>System prompt</source>
            <translation>System prompt</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>System prompt and parameters</source>
            <translation>System prompt and parameters</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Temperature</source>
            <translation>Temperature</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Translator</source>
            <translation>Translator</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>{name} was saved</source>
            <translation>{name} was saved</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Keep both</source>
            <translation>Keep both</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Keep mine</source>
            <translation>Keep mine</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Replace mine</source>
            <translation>Replace mine</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Where something is here already</source>
            <translation>Where something is here already</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Choose what to export</source>
            <translation>Choose what to export</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Code Switch: providers and mappings</source>
            <translation>Code Switch: providers and mappings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Conversations</source>
            <translation>Conversations</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Export to a file</source>
            <translation>Export to a file</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Exported</source>
            <translation>Exported</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Exporting…</source>
            <translation>Exporting…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Export…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>OAuth accounts</source>
            <translation>OAuth accounts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Providers with their API keys</source>
            <translation>Providers with their API keys</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Proxies</source>
            <translation>Proxies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>The file holds your keys, encrypted with the passphrase. Request logs are not in it.</source>
            <translation>The file holds your keys, encrypted with the passphrase. Request logs are not in it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Tokens (as fingerprints; apps keep working)</source>
            <translation>Tokens (as fingerprints; apps keep working)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>{path}, {size}</source>
            <translation>{path}, {size}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>A conversation stays with the target that answered it</source>
            <translation>A conversation stays with the target that answered it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Add fallback</source>
            <translation>Add fallback</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>By weight</source>
            <translation>By weight</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Each request goes to one of them by weight; if that one fails, to another.</source>
            <translation>Each request goes to one of them by weight; if that one fails, to another.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Fallback chain</source>
            <translation>Fallback chain</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Fallback {place}</source>
            <translation>Fallback {place}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>If the provider fails, the next one answers. The app sees one reply.</source>
            <translation>If the provider fails, the next one answers. The app sees one reply.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>In order</source>
            <translation>In order</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Move: drag, or press Up or Down</source>
            <translation>Move: drag, or press Up or Down</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Order of the targets</source>
            <translation>Order of the targets</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Remove the fallback</source>
            <translation>Remove the fallback</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Rules and weight…</source>
            <translation>Rules and weight…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>mapped model</source>
            <translation>mapped model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>not used</source>
            <translation>not used</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>{share} of the requests</source>
            <translation>{share} of the requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_changes.py" />
            <source>{file} (new)</source>
            <translation>{file} (new)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_changes.py" />
            <source>{file} (removed)</source>
            <translation>{file} (removed)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Every text that was there before a change is kept, sealed. After putting one back, {tool} still goes through Amux.</source>
            <translation>Every text that was there before a change is kept, sealed. After putting one back, {tool} still goes through Amux.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Every text that was there before a change is kept, sealed. Putting one back keeps the present one too.</source>
            <translation>Every text that was there before a change is kept, sealed. Putting one back keeps the present one too.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Put this version back</source>
            <translation>Put this version back</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>That did not work</source>
            <translation>That did not work</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>The version is back in its place</source>
            <translation>The version is back in its place</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>This is the text that is there now.</source>
            <translation>This is the text that is there now.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Versions of the settings of {tool}</source>
            <translation>Versions of the settings of {tool}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>your text before Amux changed it</source>
            <translation>your text before Amux changed it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>your text before a version was put back</source>
            <translation>your text before a version was put back</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>your text when Amux was switched off</source>
            <translation>your text when Amux was switched off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>{when} · {file} · {why} ({size})</source>
            <translation>{when} · {file} · {why} ({size})</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>%n API key(s) found. Their values are sealed on this computer and never shown.</source>
            <translation>
                <numerusform>%n API key found. Its value is sealed on this computer and never shown.</numerusform>
                <numerusform>%n API keys found. Their values are sealed on this computer and never shown.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>%n thing(s) imported</source>
            <translation>
                <numerusform>%n thing imported</numerusform>
                <numerusform>%n things imported</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Choose a file…</source>
            <translation>Choose a file…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Configuration to import</source>
            <translation>Configuration to import</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Everything is here already.</source>
            <translation>Everything is here already.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>From {tool}</source>
            <translation>From {tool}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Import from another tool</source>
            <translation>Import from another tool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Importing…</source>
            <translation>Importing…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Not found at its usual place. Choose its file.</source>
            <translation>Not found at its usual place. Choose its file.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Nothing was changed</source>
            <translation>Nothing was changed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>There is nothing in it that Amux can use.</source>
            <translation>There is nothing in it that Amux can use.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Tool</source>
            <translation>Tool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>found</source>
            <translation>found</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Enter a passphrase</source>
            <translation>Enter a passphrase</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Import {name}</source>
            <translation>Import {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Passphrase of the file</source>
            <translation>Passphrase of the file</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Reading…</source>
            <translation>Reading…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Show what changes</source>
            <translation>Show what changes</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Written by Amux {version} on {date}.</source>
            <translation>Written by Amux {version} on {date}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>A web page or another program asks Amux to add this. Nothing has been stored.</source>
            <translation>A web page or another program asks Amux to add this. Nothing has been stored.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Add the provider of this link?</source>
            <translation>Add the provider of this link?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Amux does not know who runs {host}. Add it only if you trust them with what you ask.</source>
            <translation>Amux does not know who runs {host}. Add it only if you trust them with what you ask.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Look twice</source>
            <translation>Look twice</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Models</source>
            <translation>Models</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>The host has letters that can look like others. It is shown as {host}.</source>
            <translation>The host has letters that can look like others. It is shown as {host}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>The key and everything you ask would travel unencrypted.</source>
            <translation>The key and everything you ask would travel unencrypted.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>The provider was not added</source>
            <translation>The provider was not added</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>none; add one afterwards</source>
            <translation>none; add one afterwards</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{host} is not an address of {service} itself.</source>
            <translation>{host} is not an address of {service} itself.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{host} is on this computer or in your own network.</source>
            <translation>{host} is on this computer or in your own network.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{models} and {count} more</source>
            <translation>{models} and {count} more</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{name} was added</source>
            <translation>{name} was added</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>A row needs both names</source>
            <translation>A row needs both names</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Add mapping</source>
            <translation>Add mapping</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Any other name</source>
            <translation>Any other name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Choose a model</source>
            <translation>Choose a model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Model mapping</source>
            <translation>Model mapping</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Names are matched top to bottom; * matches any part of a name.</source>
            <translation>Names are matched top to bottom; * matches any part of a name.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Pass the name through</source>
            <translation>Pass the name through</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Remove the mapping</source>
            <translation>Remove the mapping</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>When an app asks for</source>
            <translation>When an app asks for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>use</source>
            <comment>mapping</comment>
            <translation>use</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>{name} is mapped twice</source>
            <translation>{name} is mapped twice</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>{name} is never reached, because * above matches everything</source>
            <translation>{name} is never reached, because * above matches everything</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>At least {count} characters. Without it nothing can be opened again.</source>
            <translation>At least {count} characters. Without it nothing can be opened again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Repeat the passphrase</source>
            <translation>Repeat the passphrase</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>The two are not the same</source>
            <translation>The two are not the same</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Use {count} characters or more</source>
            <translation>Use {count} characters or more</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Working…</source>
            <translation>Working…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>% left</source>
            <comment>quota</comment>
            <translation>% left</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>A conversation stays on its account</source>
            <translation>A conversation stays on its account</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Accounts with less quota left come after the others; 0 uses every account up.</source>
            <translation>Accounts with less quota left come after the others; 0 uses every account up.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>An account of weight 2 takes twice the load of one of weight 1.</source>
            <translation>An account of weight 2 takes twice the load of one of weight 1.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Each in turn, heavier ones more often.</source>
            <translation>Each in turn, heavier ones more often.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Enter whole numbers</source>
            <translation>Enter whole numbers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Keeps the vendor's prompt cache warm; forgotten after so many minutes without a request.</source>
            <translation>Keeps the vendor's prompt cache warm; forgotten after so many minutes without a request.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Minutes without a request</source>
            <translation>Minutes without a request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Pick the next account by</source>
            <translation>Pick the next account by</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Spare an account at</source>
            <translation>Spare an account at</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>The heaviest first, until it is nearly used up; then the next.</source>
            <translation>The heaviest first, until it is nearly used up; then the next.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Weight of {name}</source>
            <translation>Weight of {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Weights</source>
            <translation>Weights</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Whoever has most left of the window that runs out first.</source>
            <translation>Whoever has most left of the window that runs out first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Whoever served fewest requests for its weight.</source>
            <translation>Whoever served fewest requests for its weight.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>min</source>
            <comment>minutes</comment>
            <translation>min</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>{vendor} account pool</source>
            <translation>{vendor} account pool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Add a price for long prompts</source>
            <translation>Add a price for long prompts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Add price</source>
            <translation>Add price</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>All providers</source>
            <translation>All providers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>An exact name, or a pattern with * for any part of it.</source>
            <translation>An exact name, or a pattern with * for any part of it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Answered by</source>
            <translation>Answered by</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>As input</source>
            <translation>As input</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Change price</source>
            <translation>Change price</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Currency</source>
            <translation>Currency</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Enter a number of tokens</source>
            <translation>Enter a number of tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Enter an amount such as 0.25</source>
            <translation>Enter an amount such as 0.25</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Enter the name of a model</source>
            <translation>Enter the name of a model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Input</source>
            <comment>price</comment>
            <translation>Input</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Output</source>
            <comment>price</comment>
            <translation>Output</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Per million tokens</source>
            <translation>Per million tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Prompts above</source>
            <translation>Prompts above</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Read from the cache</source>
            <translation>Read from the cache</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Remove this price</source>
            <translation>Remove this price</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Saving…</source>
            <translation>Saving…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Written to the cache</source>
            <translation>Written to the cache</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>You have a price for this model already. Change that one.</source>
            <translation>You have a price for this model already. Change that one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>tokens</source>
            <translation>tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Accepts</source>
            <translation>Accepts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Answers with</source>
            <translation>Answers with</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Choose a provider</source>
            <translation>Choose a provider</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Choose who answers</source>
            <translation>Choose who answers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Create</source>
            <translation>Create</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Edit proxy</source>
            <translation>Edit proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Enter a path</source>
            <translation>Enter a path</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Example for</source>
            <translation>Example for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>No provider behind this proxy is switched on</source>
            <translation>No provider behind this proxy is switched on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Path</source>
            <translation>Path</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Proxy is on</source>
            <translation>Proxy is on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>These proxies would form a loop</source>
            <translation>These proxies would form a loop</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>This would form a loop</source>
            <translation>This would form a loop</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Use it</source>
            <translation>Use it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Variables</source>
            <comment>environment</comment>
            <translation>Variables</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>{names} cannot answer: off or without a key</source>
            <translation>{names} cannot answer: off or without a key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>{provider} answered in {time}</source>
            <translation>{provider} answered in {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/qr_code.py" />
            <source>QR code of {url}</source>
            <translation>QR code of {url}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/qr_code.py" />
            <source>Scan the address</source>
            <translation>Scan the address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/qr_code.py" />
            <source>The code holds the address only. An app on the phone still needs a token that may use the tunnel.</source>
            <translation>The code holds the address only. An app on the phone still needs a token that may use the tunnel.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>Give back and quit</source>
            <translation>Give back and quit</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>Quit Amux?</source>
            <translation>Quit Amux?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>Quit anyway</source>
            <translation>Quit anyway</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>{tools} cannot work while Amux does not run. Give back the original settings until the next start?</source>
            <translation>{tools} cannot work while Amux does not run. Give back the original settings until the next start?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>24 hours</source>
            <translation>24 hours</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>30 days</source>
            <translation>30 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>7 days</source>
            <translation>7 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>At this pace used up {time}</source>
            <translation>At this pace used up {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Full, or its reset is not known</source>
            <translation>Full, or its reset is not known</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Its line in the chart</source>
            <translation>Its line in the chart</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Lasts until its reset, {time}</source>
            <translation>Lasts until its reset, {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>No history yet</source>
            <translation>No history yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Nothing was used yet.</source>
            <translation>Nothing was used yet.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Quota of {name}</source>
            <translation>Quota of {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Used share of each window</source>
            <translation>Used share of each window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>{name}: {share} used</source>
            <translation>{name}: {share} used</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>{share} left</source>
            <translation>{share} left</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/rename.py" />
            <source>Rename</source>
            <translation>Rename</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Answer now</source>
            <translation>Answer now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Answer then</source>
            <translation>Answer then</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>As the target maps it</source>
            <translation>As the target maps it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Raw</source>
            <translation>Raw</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send</source>
            <translation>Send</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send again</source>
            <translation>Send again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send to</source>
            <translation>Send to</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Sending…</source>
            <translation>Sending…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Show as</source>
            <translation>Show as</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Text</source>
            <comment>form of an answer</comment>
            <translation>Text</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>The answer was not kept.</source>
            <translation>The answer was not kept.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Where it went before</source>
            <translation>Where it went before</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>not sent yet</source>
            <translation>not sent yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>{provider}, {model} · {time} · {input} in, {output} out · {cost}</source>
            <translation>{provider}, {model} · {time} · {input} in, {output} out · {cost}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>All data was deleted</source>
            <translation>All data was deleted</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Confirmation</source>
            <translation>Confirmation</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Delete all data</source>
            <translation>Delete all data</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Delete all data?</source>
            <translation>Delete all data?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Delete anyway</source>
            <translation>Delete anyway</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Deleting…</source>
            <translation>Deleting…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Nothing was deleted</source>
            <translation>Nothing was deleted</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Providers, keys, proxies, tokens, accounts, conversations, logs and backups are deleted. Coding tools get their own settings back first. There is no way back; export first if you may want it again.</source>
            <translation>Providers, keys, proxies, tokens, accounts, conversations, logs and backups are deleted. Coding tools get their own settings back first. There is no way back; export first if you may want it again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Type “{word}” to go on</source>
            <translation>Type “{word}” to go on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>delete</source>
            <comment>typed to confirm</comment>
            <translation>delete</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>%n request(s) are running.</source>
            <translation>
                <numerusform>%n request is running.</numerusform>
                <numerusform>%n requests are running.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop now</source>
            <translation>Stop now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop the proxy?</source>
            <translation>Stop the proxy?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop when they finish</source>
            <translation>Stop when they finish</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>%n rule(s)</source>
            <translation>
                <numerusform>%n rule</numerusform>
                <numerusform>%n rules</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>A target of weight 2 gets twice the requests of one of weight 1.</source>
            <translation>A target of weight 2 gets twice the requests of one of weight 1.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Asked for one of these models</source>
            <translation>Asked for one of these models</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>By the app's x-amux-tier header or service_tier. None means any.</source>
            <translation>By the app's x-amux-tier header or service_tier. None means any.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Does not matter</source>
            <translation>Does not matter</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Images</source>
            <translation>Images</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>It is above the other, so no request could come here</source>
            <translation>It is above the other, so no request could come here</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Names, or patterns with *; separated by commas.</source>
            <translation>Names, or patterns with *; separated by commas.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>None means after any failure.</source>
            <translation>None means after any failure.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only requests with images</source>
            <translation>Only requests with images</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only requests with tools</source>
            <translation>Only requests with tools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only without images</source>
            <translation>Only without images</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only without tools</source>
            <translation>Only without tools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt from</source>
            <translation>Prompt from</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt of at least (tokens)</source>
            <translation>Prompt of at least (tokens)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt of at most (tokens)</source>
            <translation>Prompt of at most (tokens)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt up to</source>
            <translation>Prompt up to</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Service class</source>
            <translation>Service class</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Takes over only if the one before</source>
            <translation>Takes over only if the one before</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Tools</source>
            <translation>Tools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Use a whole number, 0 or more</source>
            <translation>Use a whole number, 0 or more</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Use a whole number, 1 or more</source>
            <translation>Use a whole number, 1 or more</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Use this target</source>
            <translation>Use this target</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Weight</source>
            <translation>Weight</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>When {name} answers</source>
            <translation>When {name} answers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>cannot be reached</source>
            <translation>cannot be reached</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>economy</source>
            <translation>economy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>from {count} tokens</source>
            <translation>from {count} tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>only if: {failures}</source>
            <translation>only if: {failures}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>overloaded or broken (5xx)</source>
            <translation>overloaded or broken (5xx)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>premium</source>
            <translation>premium</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>rate limited</source>
            <translation>rate limited</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>standard</source>
            <translation>standard</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the answer breaks off</source>
            <translation>the answer breaks off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the key is refused</source>
            <translation>the key is refused</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the model does not exist there</source>
            <translation>the model does not exist there</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the quota is used up</source>
            <translation>the quota is used up</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>timed out</source>
            <translation>timed out</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>up to {count} tokens</source>
            <translation>up to {count} tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>with images</source>
            <translation>with images</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>with tools</source>
            <translation>with tools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>without images</source>
            <translation>without images</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>without tools</source>
            <translation>without tools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Budget per day</source>
            <translation>Budget per day</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Budget per month</source>
            <translation>Budget per month</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Chosen proxies</source>
            <translation>Chosen proxies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Create token</source>
            <translation>Create token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Enter a number</source>
            <translation>Enter a number</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Everything</source>
            <translation>Everything</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Expires</source>
            <translation>Expires</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>For example Cherry Studio</source>
            <translation>For example Cherry Studio</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 30 days</source>
            <translation>In 30 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 7 days</source>
            <translation>In 7 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 90 days</source>
            <translation>In 90 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In a year</source>
            <translation>In a year</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Limits of {name}</source>
            <translation>Limits of {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>May be used through the tunnel, from the internet</source>
            <translation>May be used through the tunnel, from the internet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>May use</source>
            <translation>May use</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Never</source>
            <translation>Never</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>No limit</source>
            <translation>No limit</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Requests per minute</source>
            <translation>Requests per minute</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>US dollars</source>
            <translation>US dollars</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Amux keeps a fingerprint of it, not the token. Lost it? Make a new one.</source>
            <translation>Amux keeps a fingerprint of it, not the token. Lost it? Make a new one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Copied</source>
            <translation>Copied</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>I saved it</source>
            <translation>I saved it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>This is the only time the full token is shown</source>
            <translation>This is the only time the full token is shown</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Try it</source>
            <translation>Try it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>“{name}” is ready</source>
            <translation>“{name}” is ready</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>A name of a domain in your account. Amux adds the DNS record for it.</source>
            <translation>A name of a domain in your account. Amux adds the DNS record for it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Address</source>
            <translation>Address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>All proxies, new ones too</source>
            <translation>All proxies, new ones too</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Asking Cloudflare…</source>
            <translation>Asking Cloudflare…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Cloudflare API token</source>
            <translation>Cloudflare API token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Coding tool {name}</source>
            <translation>Coding tool {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Every model of every provider (/v1)</source>
            <translation>Every model of every provider (/v1)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Everything else answers 404 there. A token's own scope holds too.</source>
            <translation>Everything else answers 404 there. A token's own scope holds too.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>In the tunnel's settings at Cloudflare, let its public hostname lead to {address}.</source>
            <translation>In the tunnel's settings at Cloudflare, let its public hostname lead to {address}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Provider {name}</source>
            <translation>Provider {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Proxy {name}</source>
            <translation>Proxy {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Replace the record that is there</source>
            <translation>Replace the record that is there</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Set up tunnel</source>
            <translation>Set up tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Shown and copied, nothing else.</source>
            <translation>Shown and copied, nothing else.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Stored; enter another one to replace it</source>
            <translation>Stored; enter another one to replace it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>The token, or the whole install command. Stored sealed.</source>
            <translation>The token, or the whole install command. Stored sealed.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Token of the tunnel</source>
            <translation>Token of the tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Tunnel by its token</source>
            <translation>Tunnel by its token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Tunnel with your Cloudflare domain</source>
            <translation>Tunnel with your Cloudflare domain</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>What the tunnel leads to</source>
            <translation>What the tunnel leads to</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>With Account &gt; Cloudflare Tunnel &gt; Edit and Zone &gt; DNS &gt; Edit. Stored sealed.</source>
            <translation>With Account &gt; Cloudflare Tunnel &gt; Edit and Zone &gt; DNS &gt; Edit. Stored sealed.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>Save your changes?</source>
            <translation>Save your changes?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>What you changed here is not saved yet.</source>
            <translation>What you changed here is not saved yet.</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n day ago</numerusform>
                <numerusform>%n days ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n hour ago</numerusform>
                <numerusform>%n hours ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>%n minute ago</numerusform>
                <numerusform>%n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n month(s) ago</source>
            <translation>
                <numerusform>%n month ago</numerusform>
                <numerusform>%n months ago</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/formats.py" />
            <source>just now</source>
            <translation>just now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/formats.py" />
            <source>never</source>
            <translation>never</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Delete</source>
            <translation>Delete</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Open</source>
            <translation>Open</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Search…</source>
            <translation>Search…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux Desktop</source>
            <translation>Amux Desktop</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux Desktop – Proxy stopped</source>
            <translation>Amux Desktop – Proxy stopped</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux keeps running</source>
            <translation>Amux keeps running</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux {version} is out</source>
            <translation>Amux {version} is out</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>The link was refused</source>
            <translation>The link was refused</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>This desktop has no tray, so the window is minimised. Press Ctrl+Q to quit.</source>
            <translation>This desktop has no tray, so the window is minimised. Press Ctrl+Q to quit.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>What is new</source>
            <translation>What is new</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>{page}, {count} failed</source>
            <translation>{page}, {count} failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>{page}, {count} on</source>
            <translation>{page}, {count} on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>A passphrase is needed: set AMUX_PASSPHRASE_FILE to a file that holds it.</source>
            <translation>A passphrase is needed: set AMUX_PASSPHRASE_FILE to a file that holds it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>A stored secret of {table} cannot be decrypted. Enter it again.</source>
            <translation>A stored secret of {table} cannot be decrypted. Enter it again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux cannot import from {source}. Known are: {known}.</source>
            <translation>Amux cannot import from {source}. Known are: {known}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux does not run here.</source>
            <translation>Amux does not run here.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux is already running (process {pid}, {mode}).</source>
            <translation>Amux is already running (process {pid}, {mode}).</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux keeps backups of its built-in database only. Back up yours with the tools of its server.</source>
            <translation>Amux keeps backups of its built-in database only. Back up yours with the tools of its server.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>An answer is still being written in this conversation. Stop it or wait for it.</source>
            <translation>An answer is still being written in this conversation. Stop it or wait for it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Another Amux process keeps {path} locked. Wait a moment or quit that process.</source>
            <translation>Another Amux process keeps {path} locked. Wait a moment or quit that process.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Apps need not present a token now, so the tunnel does not start.</source>
            <translation>Apps need not present a token now, so the tunnel does not start.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>At most {most} files can be sent with one message.</source>
            <translation>At most {most} files can be sent with one message.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>At most {most} models can be compared at once.</source>
            <translation>At most {most} models can be compared at once.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Choose a provider for {tool} first.</source>
            <translation>Choose a provider for {tool} first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Choose the address of the tunnel first.</source>
            <translation>Choose the address of the tunnel first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Choose what to talk to: a provider or a proxy.</source>
            <translation>Choose what to talk to: a provider or a proxy.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare cannot be asked now: {reason}. Try again in a moment.</source>
            <translation>Cloudflare cannot be asked now: {reason}. Try again in a moment.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare does not accept the token of the tunnel: {reason}.</source>
            <translation>Cloudflare does not accept the token of the tunnel: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare does not know this API token, or it has expired. Create one with the permissions Account &gt; Cloudflare Tunnel &gt; Edit and Zone &gt; DNS &gt; Edit.</source>
            <translation>Cloudflare does not know this API token, or it has expired. Create one with the permissions Account &gt; Cloudflare Tunnel &gt; Edit and Zone &gt; DNS &gt; Edit.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare gives this computer no address now, because it asked too often. Try again in {minutes} minutes.</source>
            <translation>Cloudflare gives this computer no address now, because it asked too often. Try again in {minutes} minutes.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare refused: {reason}.</source>
            <translation>Cloudflare refused: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare was asked too often. Try again in some minutes.</source>
            <translation>Cloudflare was asked too often. Try again in some minutes.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Give an API token of your Cloudflare account first.</source>
            <translation>Give an API token of your Cloudflare account first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>No API token may be used through the tunnel.</source>
            <translation>No API token may be used through the tunnel.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>No configuration of {name} was found ({files}). Choose its file.</source>
            <translation>No configuration of {name} was found ({files}). Choose its file.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>No enabled provider offers the model {model}.</source>
            <translation>No enabled provider offers the model {model}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>None of the domains that the Cloudflare API token may see holds {hostname}.</source>
            <translation>None of the domains that the Cloudflare API token may see holds {hostname}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Nothing answers on {address}. Start the proxy first.</source>
            <translation>Nothing answers on {address}. Start the proxy first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Other computers can reach the proxy on {host}, so apps must present a token. Listen on 127.0.0.1 to do without.</source>
            <translation>Other computers can reach the proxy on {host}, so apps must present a token. Listen on 127.0.0.1 to do without.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Port {port} on {host} is already in use{holder}. Choose another port or quit that program.</source>
            <translation>Port {port} on {host} is already in use{holder}. Choose another port or quit that program.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Port {port} on {host} may not be used by this account. Choose one above 1023.</source>
            <translation>Port {port} on {host} may not be used by this account. Choose one above 1023.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Port {port}, which the vendor sends the browser back to, is used by another program. Quit it, or sign in and paste the address of the last page.</source>
            <translation>Port {port}, which the vendor sends the browser back to, is used by another program. Quit it, or sign in and paste the address of the last page.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Request {id} cannot be sent again: {reason}.</source>
            <translation>Request {id} cannot be sent again: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Something went wrong inside Amux ({detail}). The log file has the details.</source>
            <translation>Something went wrong inside Amux ({detail}). The log file has the details.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token is missing or not valid.</source>
            <translation>The API token is missing or not valid.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} has expired.</source>
            <translation>The API token {name} has expired.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} is disabled.</source>
            <translation>The API token {name} is disabled.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} may not be used through the tunnel.</source>
            <translation>The API token {name} may not be used through the tunnel.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} may not use the model {model}. Widen its models or use another token.</source>
            <translation>The API token {name} may not use the model {model}. Widen its models or use another token.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} may not use {route}. Widen its scope or use another token.</source>
            <translation>The API token {name} may not use {route}. Widen its scope or use another token.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The Cloudflare API token lacks a permission: {permission}.</source>
            <translation>The Cloudflare API token lacks a permission: {permission}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The Cloudflare API token may see no domain. Give it Zone &gt; DNS &gt; Edit for one.</source>
            <translation>The Cloudflare API token may see no domain. Give it Zone &gt; DNS &gt; Edit for one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The address holds no sign-in code. Copy the whole address from the browser.</source>
            <translation>The address holds no sign-in code. Copy the whole address from the browser.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The archive cannot be imported: its proxy {name} sends requests to {ref}, which is neither in the archive nor here. Export both together.</source>
            <translation>The archive cannot be imported: its proxy {name} sends requests to {ref}, which is neither in the archive nor here. Export both together.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The archive was made by a newer version of Amux (format {version}).</source>
            <translation>The archive was made by a newer version of Amux (format {version}).</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The backup {path} is not a usable Amux database: {reason}.</source>
            <translation>The backup {path} is not a usable Amux database: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The budget of the API token {name} for this {period} ({limit}) is used up.</source>
            <translation>The budget of the API token {name} for this {period} ({limit}) is used up.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The data folder {path} cannot be written ({reason}). Fix its permissions or set AMUX_HOME to another folder.</source>
            <translation>The data folder {path} cannot be written ({reason}). Fix its permissions or set AMUX_HOME to another folder.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database URL is not valid: {reason}.</source>
            <translation>The database URL is not valid: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database cannot be opened: {reason}.</source>
            <translation>The database cannot be opened: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database could not be brought up to date ({reason}). Nothing was changed; the copy made before is {backup}.</source>
            <translation>The database could not be brought up to date ({reason}). Nothing was changed; the copy made before is {backup}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database is kept busy by another process. Try again in a moment.</source>
            <translation>The database is kept busy by another process. Try again in a moment.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database was damaged ({reason}). It was moved to {quarantine}; {outcome}.</source>
            <translation>The database was damaged ({reason}). It was moved to {quarantine}; {outcome}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database {path} was written by a newer version of Amux. Install that version or restore a backup from {backups}.</source>
            <translation>The database {path} was written by a newer version of Amux. Install that version or restore a backup from {backups}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The download of {name} is not what was released (its SHA-256 differs). It was deleted.</source>
            <translation>The download of {name} is not what was released (its SHA-256 differs). It was deleted.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {name} that belongs to Amux is missing. Install Amux again.</source>
            <translation>The file {name} that belongs to Amux is missing. Install Amux again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {path} cannot be read: {reason}.</source>
            <translation>The file {path} cannot be read: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {path} cannot be written: {reason}.</source>
            <translation>The file {path} cannot be written: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The host name {host} is not allowed. Use 127.0.0.1 or localhost, or add it in Settings.</source>
            <translation>The host name {host} is not allowed. Use 127.0.0.1 or localhost, or add it in Settings.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The model did not answer: {reason}</source>
            <translation>The model did not answer: {reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The name {name} is already in use.</source>
            <translation>The name {name} is already in use.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The passphrase is too short. Use {minimum} characters or more.</source>
            <translation>The passphrase is too short. Use {minimum} characters or more.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The passphrase is wrong.</source>
            <translation>The passphrase is wrong.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The path {slug} is already used by {name}.</source>
            <translation>The path {slug} is already used by {name}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The path {slug} is not valid. Use up to 64 lower-case letters, digits, dots, dashes and underscores, and begin with a letter or digit.</source>
            <translation>The path {slug} is not valid. Use up to 64 lower-case letters, digits, dots, dashes and underscores, and begin with a letter or digit.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The preset {name} comes with Amux and cannot be changed. Save it under another name.</source>
            <translation>The preset {name} comes with Amux and cannot be changed. Save it under another name.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The provider {name} is not open for passthrough. Switch its passthrough on.</source>
            <translation>The provider {name} is not open for passthrough. Switch its passthrough on.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The proxies would form a loop: {chain}.</source>
            <translation>The proxies would form a loop: {chain}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The proxy {name} has nothing to send requests to. Give it a provider or another proxy.</source>
            <translation>The proxy {name} has nothing to send requests to. Give it a provider or another proxy.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The releases of Amux cannot be looked up now: {reason}.</source>
            <translation>The releases of Amux cannot be looked up now: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The running Amux did not take up the tunnel within {seconds} s.</source>
            <translation>The running Amux did not take up the tunnel within {seconds} s.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The shared state URL is not valid: {reason}.</source>
            <translation>The shared state URL is not valid: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The shared state at {url} cannot be used: {reason}.</source>
            <translation>The shared state at {url} cannot be used: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The sign-in to {vendor} has ended: {reason}. Sign in again.</source>
            <translation>The sign-in to {vendor} has ended: {reason}. Sign in again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The sign-in to {vendor} took longer than five minutes. Start it again.</source>
            <translation>The sign-in to {vendor} took longer than five minutes. Start it again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The stored keys are locked ({reason}). Unlock the system keyring, then try again.</source>
            <translation>The stored keys are locked ({reason}). Unlock the system keyring, then try again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The system entry {place} cannot be changed: {reason}.</source>
            <translation>The system entry {place} cannot be changed: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The system keyring did not answer within {seconds} seconds.</source>
            <translation>The system keyring did not answer within {seconds} seconds.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel cannot expose {route}. Known are: {known}.</source>
            <translation>The tunnel cannot expose {route}. Known are: {known}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel does not exist at Cloudflare any more. Set it up again.</source>
            <translation>The tunnel does not exist at Cloudflare any more. Set it up again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel is on, so apps must present a token. Stop the tunnel first.</source>
            <translation>The tunnel is on, so apps must present a token. Stop the tunnel first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel is on. Stop it first.</source>
            <translation>The tunnel is on. Stop it first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel needs the program cloudflared, which is not installed.</source>
            <translation>The tunnel needs the program cloudflared, which is not installed.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel was not connected within {seconds} s: {reason}.</source>
            <translation>The tunnel was not connected within {seconds} s: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel would lead nowhere. Choose what it exposes.</source>
            <translation>The tunnel would lead nowhere. Choose what it exposes.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The vault file {path} is damaged. Restore it from a backup or reset the stored keys.</source>
            <translation>The vault file {path} is damaged. Restore it from a backup or reset the stored keys.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is a vault already in {path}.</source>
            <translation>There is a vault already in {path}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is no adapter {adapter}: {reason}.</source>
            <translation>There is no adapter {adapter}: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is no coding tool {tool}. Known are: {known}.</source>
            <translation>There is no coding tool {tool}. Known are: {known}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is no setting {key}.</source>
            <translation>There is no setting {key}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is nothing under the path {slug}, or it is switched off.</source>
            <translation>There is nothing under the path {slug}, or it is switched off.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This Amux knows no checksum of cloudflared {version} for {platform}, so it does not fetch it. Install cloudflared from Cloudflare, or name its file in Settings.</source>
            <translation>This Amux knows no checksum of cloudflared {version} for {platform}, so it does not fetch it. Install cloudflared from Cloudflare, or name its file in Settings.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This answer belongs to no sign-in to {vendor} that Amux began. Start it again.</source>
            <translation>This answer belongs to no sign-in to {vendor} that Amux began. Start it again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This computer has no address {host} to listen on. Use 127.0.0.1 instead.</source>
            <translation>This computer has no address {host} to listen on. Use 127.0.0.1 instead.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This computer offers no system keyring that Amux can use ({reason}).</source>
            <translation>This computer offers no system keyring that Amux can use ({reason}).</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This file has no accounts that Amux can read: {reason}.</source>
            <translation>This file has no accounts that Amux can read: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This is not a usable Amux archive: {reason}.</source>
            <translation>This is not a usable Amux archive: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This is not the token of a Cloudflare tunnel. Copy it, or the whole install command, from the tunnel's page at Cloudflare.</source>
            <translation>This is not the token of a Cloudflare tunnel. Copy it, or the whole install command, from the tunnel's page at Cloudflare.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This kind of tunnel needs the token that Cloudflare shows for it.</source>
            <translation>This kind of tunnel needs the token that Cloudflare shows for it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This link was not followed: {reason}.</source>
            <translation>This link was not followed: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This sign-in is over. Start it again.</source>
            <translation>This sign-in is over. Start it again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This sign-in to {vendor} is finished already.</source>
            <translation>This sign-in to {vendor} is finished already.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This {kind} does not exist any more: {ref}.</source>
            <translation>This {kind} does not exist any more: {ref}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Version {version} has no package for this installation. See its release page.</source>
            <translation>Version {version} has no package for this installation. See its release page.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Web pages of {origin} may not call Amux. Add the origin in Settings if you trust it.</source>
            <translation>Web pages of {origin} may not call Amux. Add the origin in Settings if you trust it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>What came as cloudflared {version} is not what Cloudflare published: its checksum is another one. Nothing was kept.</source>
            <translation>What came as cloudflared {version} is not what Cloudflare published: its checksum is another one. Nothing was kept.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>What is to be exported is too large for one archive ({size_mb} MB; {limit_mb} MB are possible). Leave the chats out.</source>
            <translation>What is to be exported is too large for one archive ({size_mb} MB; {limit_mb} MB are possible). Leave the chats out.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Where this tunnel leads is set at Cloudflare, so its port must not change. Choose one in Settings, such as 9528.</source>
            <translation>Where this tunnel leads is set at Cloudflare, so its port must not change. Choose one in Settings, such as 9528.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>cloudflared could not be fetched: {reason}.</source>
            <translation>cloudflared could not be fetched: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>cloudflared ended after {seconds} s (code {exit_code}): {reason}.</source>
            <translation>cloudflared ended after {seconds} s (code {exit_code}): {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{field} does not accept {value}. {reason}.</source>
            <translation>{field} does not accept {value}. {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{field} must not be empty.</source>
            <translation>{field} must not be empty.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{hostname} is in use already: a DNS record ({type}) leads to {content}. It was left as it is.</source>
            <translation>{hostname} is in use already: a DNS record ({type}) leads to {content}. It was left as it is.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{key} does not accept {value}. Allowed: {allowed}.</source>
            <translation>{key} does not accept {value}. Allowed: {allowed}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{method} {path} is not an endpoint of this route. It answers {expected}.</source>
            <translation>{method} {path} is not an endpoint of this route. It answers {expected}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} allows {limit} requests a minute.</source>
            <translation>{name} allows {limit} requests a minute.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} allows {limit} requests at once and that many are running.</source>
            <translation>{name} allows {limit} requests at once and that many are running.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} cannot be sent. Pictures (PNG, JPEG, GIF, WebP), PDF and text files can.</source>
            <translation>{name} cannot be sent. Pictures (PNG, JPEG, GIF, WebP), PDF and text files can.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} did not tell its balance: {reason}.</source>
            <translation>{name} did not tell its balance: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} gave no list of models: {reason}.</source>
            <translation>{name} gave no list of models: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} is larger than {limit} MB, the most that can be sent.</source>
            <translation>{name} is larger than {limit} MB, the most that can be sent.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} is still used by {references}. Change or remove those first.</source>
            <translation>{name} is still used by {references}. Change or remove those first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} cannot be started: {reason}.</source>
            <translation>{path} cannot be started: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} is not the cloudflared that came with Amux: its checksum is another one.</source>
            <translation>{path} is not the cloudflared that came with Amux: its checksum is another one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was just changed by another program. Look at it and try again; nothing was written.</source>
            <translation>{path} was just changed by another program. Look at it and try again; nothing was written.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was made for {found}, but this computer needs {wanted}.</source>
            <translation>{path} was made for {found}, but this computer needs {wanted}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was not touched, because it does not parse: {reason} (line {line}, column {column}).</source>
            <translation>{path} was not touched, because it does not parse: {reason} (line {line}, column {column}).</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was not touched: {place} holds {found}, so our keys have no place there.</source>
            <translation>{path} was not touched: {place} holds {found}, so our keys have no place there.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was not touched: {reason}.</source>
            <translation>{path} was not touched: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{ref} fits {count} conversations. Give more of the id.</source>
            <translation>{ref} fits {count} conversations. Give more of the id.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{tool} does not go through Amux. Switch it on first.</source>
            <translation>{tool} does not go through Amux. Switch it on first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{tool} is not installed here, or its command {command} cannot be found.</source>
            <translation>{tool} is not installed here, or its command {command} cannot be found.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} cannot be asked now: {reason}. Try again in a moment.</source>
            <translation>{vendor} cannot be asked now: {reason}. Try again in a moment.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} did not accept the sign-in: {reason}</source>
            <translation>{vendor} did not accept the sign-in: {reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} did not allow the sign-in: {reason}</source>
            <translation>{vendor} did not allow the sign-in: {reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} did not say clearly whose account this is: {reason}.</source>
            <translation>{vendor} did not say clearly whose account this is: {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} does not accept the OAuth client: {reason}</source>
            <translation>{vendor} does not accept the OAuth client: {reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} does not let this account in: {reason}</source>
            <translation>{vendor} does not let this account in: {reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} needs the secret of an OAuth client. Set it in the account settings or in the environment variable {variable}.</source>
            <translation>{vendor} needs the secret of an OAuth client. Set it in the account settings or in the environment variable {variable}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} offers no sign-in with a code for this account. Use the browser.</source>
            <translation>{vendor} offers no sign-in with a code for this account. Use the browser.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>At</source>
            <comment>time since the request began</comment>
            <translation>At</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>Data</source>
            <translation>Data</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>Event</source>
            <translation>Event</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>Gap</source>
            <comment>time since the event before</comment>
            <translation>Gap</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>No.</source>
            <comment>of an event</comment>
            <translation>No.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/chart_table.py" />
            <source>Time</source>
            <translation>Time</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Found</source>
            <translation>Found</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Last month</source>
            <translation>Last month</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Last week</source>
            <translation>Last week</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Older</source>
            <translation>Older</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Pinned</source>
            <translation>Pinned</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Today</source>
            <translation>Today</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Yesterday</source>
            <translation>Yesterday</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>%n attempt(s)</source>
            <translation>
                <numerusform>%n attempt</numerusform>
                <numerusform>%n attempts</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>App</source>
            <translation>App</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Cancelled</source>
            <translation>Cancelled</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Cost</source>
            <translation>Cost</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Failed</source>
            <translation>Failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>First token</source>
            <translation>First token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>In / out</source>
            <translation>In / out</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Token</source>
            <comment>access key</comment>
            <translation>Token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>through the tunnel</source>
            <translation>through the tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>{time}, {status}, {app}, {source} answered by {target}, {duration}</source>
            <translation>{time}, {status}, {app}, {source} answered by {target}, {duration}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Above {limit} tokens: {input} in, {output} out</source>
            <translation>Above {limit} tokens: {input} in, {output} out</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>An estimate: others quote it, the vendor's own page could not be read</source>
            <translation>An estimate: others quote it, the vendor's own page could not be read</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>At peak times {factor} times as much</source>
            <translation>At peak times {factor} times as much</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Cache: {read} read, {written} written</source>
            <translation>Cache: {read} read, {written} written</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Cached</source>
            <comment>price</comment>
            <translation>Cached</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>From {day}</source>
            <translation>From {day}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Only for</source>
            <translation>Only for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Until {day}</source>
            <translation>Until {day}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Yours</source>
            <comment>price</comment>
            <translation>Yours</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>{url}, read on {day}</source>
            <translation>{url}, read on {day}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Failing</source>
            <translation>Failing</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Key rejected</source>
            <translation>Key rejected</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>No key</source>
            <translation>No key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>No models</source>
            <translation>No models</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Off</source>
            <comment>provider</comment>
            <translation>Off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Rate limited</source>
            <translation>Rate limited</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>ready</source>
            <translation>ready</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Active</source>
            <translation>Active</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Budget</source>
            <translation>Budget</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Code Switch made this one</source>
            <translation>Code Switch made this one</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Last used</source>
            <translation>Last used</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Requests</source>
            <translation>Requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>active</source>
            <comment>token</comment>
            <translation>active</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>everything</source>
            <comment>scope of a token</comment>
            <translation>everything</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>nothing</source>
            <comment>scope of a token</comment>
            <translation>nothing</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>off</source>
            <comment>token</comment>
            <translation>off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>{used} of {limit} this month</source>
            <translation>{used} of {limit} this month</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>{used} of {limit} today</source>
            <translation>{used} of {limit} today</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>From</source>
            <translation>From</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>Request</source>
            <translation>Request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>Time taken</source>
            <translation>Time taken</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>no token</source>
            <translation>no token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Back</source>
            <translation>Back</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Change the key</source>
            <translation>Change the key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Continue anyway</source>
            <translation>Continue anyway</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Done</source>
            <comment>step</comment>
            <translation>Done</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Not now</source>
            <translation>Not now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Open the dashboard</source>
            <translation>Open the dashboard</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Point a tool</source>
            <translation>Point a tool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Skip setup</source>
            <translation>Skip setup</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Test again</source>
            <translation>Test again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Test it</source>
            <translation>Test it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Test the key</source>
            <translation>Test the key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>A real request, a few tokens long.</source>
            <translation>A real request, a few tokens long.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Asking {name} a question</source>
            <translation>Asking {name} a question</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Key accepted</source>
            <translation>Key accepted</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Key rejected ({status})</source>
            <translation>Key rejected ({status})</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>No answer</source>
            <translation>No answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Nothing was stored.</source>
            <translation>Nothing was stored.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Proxy is listening</source>
            <translation>Proxy is listening</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Proxy is stopped</source>
            <translation>Proxy is stopped</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Start it from the sidebar when you need it.</source>
            <translation>Start it from the sidebar when you need it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>The answer took the same way as every later request.</source>
            <translation>The answer took the same way as every later request.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Waiting for {name}</source>
            <translation>Waiting for {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{model} answered in {time}</source>
            <translation>{model} answered in {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{name} did not accept the key</source>
            <translation>{name} did not accept the key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{name} did not answer</source>
            <translation>{name} did not answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{name} works</source>
            <translation>{name} works</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Coding tools on this computer</source>
            <translation>Coding tools on this computer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Every app presents a token of its own.</source>
            <translation>Every app presents a token of its own.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Example</source>
            <translation>Example</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Make a token for it</source>
            <translation>Make a token for it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Send {tool} through Amux</source>
            <translation>Send {tool} through Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Switch on</source>
            <translation>Switch on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>The token stands in the examples</source>
            <translation>The token stands in the examples</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>These files change. The originals are kept.</source>
            <translation>These files change. The originals are kept.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>What should use it?</source>
            <translation>What should use it?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>You see each change before it is made, and can take it back.</source>
            <translation>You see each change before it is made, and can take it back.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Your own program</source>
            <translation>Your own program</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>{name} was not changed</source>
            <translation>{name} was not changed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Closing the window keeps the proxy on</source>
            <translation>Closing the window keeps the proxy on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Every page and action, by name</source>
            <translation>Every page and action, by name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>It appears here as soon as it is answered.</source>
            <translation>It appears here as soon as it is answered.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Point an app at Amux and it will be answered by {provider}.</source>
            <translation>Point an app at Amux and it will be answered by {provider}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>See both sides of every request</source>
            <translation>See both sides of every request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Send anonymous usage figures</source>
            <translation>Send anonymous usage figures</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Start a new {tool} session and it will be answered by {provider}.</source>
            <translation>Start a new {tool} session and it will be answered by {provider}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Stays in the tray</source>
            <translation>Stays in the tray</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>The first request failed</source>
            <translation>The first request failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>The first request was answered</source>
            <translation>The first request was answered</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Version, system, language, and which formats and tools are added. Never a key, a name, a question or an answer.</source>
            <translation>Version, system, language, and which formats and tools are added. Never a key, a name, a question or an answer.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Waiting for the first request…</source>
            <translation>Waiting for the first request…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Watch Logs</source>
            <translation>Watch Logs</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>What is sent</source>
            <translation>What is sent</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>You are set</source>
            <translation>You are set</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Your app</source>
            <translation>Your app</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>{model}, {time}</source>
            <translation>{model}, {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Custom</source>
            <translation>Custom</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Encrypted on this computer. Amux sends it only to this service.</source>
            <translation>Encrypted on this computer. Amux sends it only to this service.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Encrypted on this computer. Amux sends it only to {host}.</source>
            <translation>Encrypted on this computer. Amux sends it only to {host}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>From {variable}</source>
            <translation>From {variable}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Import from {tool}…</source>
            <translation>Import from {tool}…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Pick a service and paste its API key. You can add more later.</source>
            <translation>Pick a service and paste its API key. You can add more later.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Use the key in {variable}</source>
            <translation>Use the key in {variable}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Which account should answer?</source>
            <translation>Which account should answer?</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>%n request(s), {tokens} tokens</source>
            <translation>
                <numerusform>%n request, {tokens} tokens</numerusform>
                <numerusform>%n requests, {tokens} tokens</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>5-hour window</source>
            <translation>5-hour window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Being tried again</source>
            <translation>Being tried again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Checking</source>
            <translation>Checking</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Forbidden</source>
            <translation>Forbidden</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Identity not checked</source>
            <translation>Identity not checked</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>More actions</source>
            <translation>More actions</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>More actions for {name}</source>
            <translation>More actions for {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Next</source>
            <translation>Next</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Quota history</source>
            <translation>Quota history</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Quota history of {name}</source>
            <translation>Quota history of {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Quota history…</source>
            <translation>Quota history…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Ready</source>
            <translation>Ready</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Refresh</source>
            <translation>Refresh</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Refresh {name}</source>
            <translation>Refresh {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Resting after failures</source>
            <translation>Resting after failures</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Set label…</source>
            <translation>Set label…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Set weight…</source>
            <translation>Set weight…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Sign in again</source>
            <translation>Sign in again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Signed out</source>
            <translation>Signed out</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Spared: little quota left</source>
            <translation>Spared: little quota left</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Switched off</source>
            <translation>Switched off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>The quota is not known yet.</source>
            <translation>The quota is not known yet.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Week</source>
            <translation>Week</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Weight {weight}</source>
            <translation>Weight {weight}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>resets in {hours} h {minutes} min</source>
            <translation>resets in {hours} h {minutes} min</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>resets in {minutes} min</source>
            <translation>resets in {minutes} min</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>resets {time}</source>
            <translation>resets {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{name} serves requests</source>
            <translation>{name} serves requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{name}: {share} left</source>
            <translation>{name}: {share} left</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{reason} until {time}</source>
            <translation>{reason} until {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{reason}. Next try {time}.</source>
            <translation>{reason}. Next try {time}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{reason}. The pool skips this account.</source>
            <translation>{reason}. The pool skips this account.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{time}: {error}</source>
            <translation>{time}: {error}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{time}: {error}. Next try {next}</source>
            <translation>{time}: {error}. Next try {next}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{window}: at this pace used up {time}</source>
            <translation>{window}: at this pace used up {time}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>%n request(s), weight {weight}</source>
            <translation>
                <numerusform>%n request, weight {weight}</numerusform>
                <numerusform>%n requests, weight {weight}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Any model</source>
            <translation>Any model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Copy the model</source>
            <translation>Copy the model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>For the model</source>
            <translation>For the model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Least used</source>
            <translation>Least used</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Most quota left</source>
            <translation>Most quota left</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Nobody can serve now. First: {name}, {reason}.</source>
            <translation>Nobody can serve now. First: {name}, {reason}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>One after the other</source>
            <translation>One after the other</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Pool settings…</source>
            <translation>Pool settings…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Take turns</source>
            <translation>Take turns</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Test pool</source>
            <translation>Test pool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>The next new conversation goes to {name}: {why}.</source>
            <translation>The next new conversation goes to {name}: {why}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Use the model</source>
            <translation>Use the model</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it can serve</source>
            <translation>it can serve</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it comes first and is not used up</source>
            <translation>it comes first and is not used up</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it has most quota left</source>
            <translation>it has most quota left</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it is its turn</source>
            <translation>it is its turn</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it served least for its weight</source>
            <translation>it served least for its weight</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>its conversation stays on it</source>
            <translation>its conversation stays on it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>nobody else is ready</source>
            <translation>nobody else is ready</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>stands by</source>
            <translation>stands by</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} ready</source>
            <translation>{count} ready</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} resting</source>
            <translation>{count} resting</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} signed out or forbidden</source>
            <translation>{count} signed out or forbidden</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} switched off</source>
            <translation>{count} switched off</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>%n account(s) imported</source>
            <translation>
                <numerusform>%n account imported</numerusform>
                <numerusform>%n accounts imported</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>All</source>
            <comment>period</comment>
            <translation>All</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Answered in {time}</source>
            <translation>Answered in {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Export account</source>
            <translation>Export account</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Import accounts</source>
            <translation>Import accounts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Its access is taken back at the vendor as well. To use it again, sign in again.</source>
            <translation>Its access is taken back at the vendor as well. To use it again, sign in again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Month</source>
            <comment>period</comment>
            <translation>Month</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>No accounts yet</source>
            <translation>No accounts yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Nothing was imported</source>
            <translation>Nothing was imported</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>OAuth Accounts</source>
            <translation>OAuth Accounts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Open the archive</source>
            <translation>Open the archive</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Protect the export</source>
            <translation>Protect the export</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Refresh all</source>
            <translation>Refresh all</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Remove {name}?</source>
            <translation>Remove {name}?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Set label</source>
            <translation>Set label</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Sign in with a subscription; Amux spreads requests over your accounts and shows what is left.</source>
            <translation>Sign in with a subscription; Amux spreads requests over your accounts and shows what is left.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Sign in with subscriptions and share them as one provider</source>
            <translation>Sign in with subscriptions and share them as one provider</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The account was not refreshed</source>
            <translation>The account was not refreshed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The export was not written</source>
            <translation>The export was not written</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The export was written</source>
            <translation>The export was written</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The pool did not answer</source>
            <translation>The pool did not answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The pool works</source>
            <translation>The pool works</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The vendor did not confirm that its access ended.</source>
            <translation>The vendor did not confirm that its access ended.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Today</source>
            <comment>period</comment>
            <translation>Today</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Vendor</source>
            <translation>Vendor</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Week</source>
            <comment>period</comment>
            <translation>Week</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Whoever has file and passphrase can use the account.</source>
            <translation>Whoever has file and passphrase can use the account.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>{name} was removed</source>
            <translation>{name} was removed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/base.py" />
            <source>Help for this page</source>
            <translation>Help for this page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Add a provider, or switch one on, to talk to its models.</source>
            <translation>Add a provider, or switch one on, to talk to its models.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Chat</source>
            <translation>Chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Choose a model that takes such files, or send it anyway.</source>
            <translation>Choose a model that takes such files, or send it anyway.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Compares {models}</source>
            <translation>Compares {models}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Message {model}</source>
            <translation>Message {model}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Nothing to talk to yet</source>
            <translation>Nothing to talk to yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>That was not sent</source>
            <translation>That was not sent</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>What time is it in Tokyo, and what is 17 * 23?</source>
            <translation>What time is it in Tokyo, and what is 17 * 23?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>via {name}</source>
            <translation>via {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>{model} may not be able to read {name}</source>
            <translation>{model} may not be able to read {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Compare models side by side</source>
            <translation>Compare models side by side</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Show in Logs</source>
            <translation>Show in Logs</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Show the chats</source>
            <translation>Show the chats</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Streaming</source>
            <translation>Streaming</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Talk to</source>
            <translation>Talk to</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>audio</source>
            <comment>capability</comment>
            <translation>audio</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>files</source>
            <comment>capability</comment>
            <translation>files</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>images</source>
            <comment>capability</comment>
            <translation>images</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>reasoning</source>
            <comment>capability</comment>
            <translation>reasoning</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>tools</source>
            <comment>capability</comment>
            <translation>tools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>web search</source>
            <comment>capability</comment>
            <translation>web search</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Ask several models the same thing</source>
            <translation>Ask several models the same thing</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Chats take the same path as your apps, so what works here works there, even while the proxy is stopped.</source>
            <translation>Chats take the same path as your apps, so what works here works there, even while the proxy is stopped.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Check that vision survives conversion</source>
            <translation>Check that vision survives conversion</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Compare speed</source>
            <translation>Compare speed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>See the request each side gets</source>
            <translation>See the request each side gets</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Send an image</source>
            <translation>Send an image</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Try a tool call</source>
            <translation>Try a tool call</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Try any provider through the proxy</source>
            <translation>Try any provider through the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_files.py" />
            <source>Attach pictures or files</source>
            <translation>Attach pictures or files</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_files.py" />
            <source>Pasted picture</source>
            <translation>Pasted picture</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Ask the model for a title</source>
            <translation>Ask the model for a title</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Export as JSON…</source>
            <translation>Export as JSON…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Export as Markdown…</source>
            <translation>Export as Markdown…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Export the chat</source>
            <translation>Export the chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Nothing found.</source>
            <translation>Nothing found.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Pin</source>
            <translation>Pin</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Rename the chat</source>
            <translation>Rename the chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Search chats</source>
            <translation>Search chats</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>The chat was exported</source>
            <translation>The chat was exported</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>The chat was not exported</source>
            <translation>The chat was not exported</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>The title was not changed</source>
            <translation>The title was not changed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Unpin</source>
            <translation>Unpin</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Your chats will be listed here.</source>
            <translation>Your chats will be listed here.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>{name} was deleted</source>
            <translation>{name} was deleted</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_thread.py" />
            <source>Jump to latest</source>
            <translation>Jump to latest</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_thread.py" />
            <source>Show earlier messages</source>
            <translation>Show earlier messages</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Another program changed: {keys}</source>
            <translation>Another program changed: {keys}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Choose folder…</source>
            <translation>Choose folder…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Code Switch</source>
            <translation>Code Switch</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Folder with the settings</source>
            <translation>Folder with the settings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Keep theirs</source>
            <translation>Keep theirs</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Look again</source>
            <translation>Look again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Neither the command {command} nor its folder was found.</source>
            <translation>Neither the command {command} nor its folder was found.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Our lines go, yours come back. What you changed since then stays.</source>
            <translation>Our lines go, yours come back. What you changed since then stays.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Point at Amux again</source>
            <translation>Point at Amux again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Point coding tools at any provider, and back, in one click</source>
            <translation>Point coding tools at any provider, and back, in one click</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Point {tool} at Amux?</source>
            <translation>Point {tool} at Amux?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Restore</source>
            <translation>Restore</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Restore the settings of {tool}?</source>
            <translation>Restore the settings of {tool}?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Start proxy</source>
            <translation>Start proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>The proxy is stopped. Start it, or switch {tool} off.</source>
            <translation>The proxy is stopped. Start it, or switch {tool} off.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>The settings of {tool} cannot be read</source>
            <translation>The settings of {tool} cannot be read</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>The settings of {tool} were changed after Amux wrote them</source>
            <translation>The settings of {tool} were changed after Amux wrote them</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>These lines change. Switching off brings them back as they were.</source>
            <translation>These lines change. Switching off brings them back as they were.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Through Amux</source>
            <translation>Through Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{path} · original kept</source>
            <translation>{path} · original kept</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{path} · {command} not found</source>
            <translation>{path} · {command} not found</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} can't reach Amux</source>
            <translation>{tool} can't reach Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} goes through Amux</source>
            <translation>{tool} goes through Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} is not installed here</source>
            <translation>{tool} is not installed here</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} uses its own settings</source>
            <translation>{tool} uses its own settings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} uses {provider} now</source>
            <translation>{tool} uses {provider} now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Add rule</source>
            <translation>Add rule</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>As asked for</source>
            <translation>As asked for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Balanced</source>
            <translation>Balanced</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Choose a provider first.</source>
            <translation>Choose a provider first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Each model on its like</source>
            <translation>Each model on its like</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Economical</source>
            <translation>Economical</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Every other</source>
            <translation>Every other</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Everything on the strongest model</source>
            <translation>Everything on the strongest model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Model for this name</source>
            <translation>Model for this name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Model for {tier}</source>
            <translation>Model for {tier}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>No mapping: names go through unchanged</source>
            <translation>No mapping: names go through unchanged</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>One class cheaper, the rest on the small model</source>
            <translation>One class cheaper, the rest on the small model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Open the proxy</source>
            <translation>Open the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Presets</source>
            <translation>Presets</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Remove the rule</source>
            <translation>Remove the rule</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Strongest</source>
            <translation>Strongest</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>The proxy {name} decides with its own mapping.</source>
            <translation>The proxy {name} decides with its own mapping.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>What each {tool} model becomes at {provider}.</source>
            <translation>What each {tool} model becomes at {provider}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>When the tool asks for</source>
            <translation>When the tool asks for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>{preset}: {detail}</source>
            <translation>{preset}: {detail}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Amux wrote {ours}</source>
            <translation>Amux wrote {ours}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Backed up {when}, %n version(s) kept</source>
            <translation>
                <numerusform>Backed up {when}, %n version kept</numerusform>
                <numerusform>Backed up {when}, %n versions kept</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Conflicts</source>
            <translation>Conflicts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Nothing would change.</source>
            <translation>Nothing would change.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Now {theirs}; Amux wrote {ours}</source>
            <translation>Now {theirs}; Amux wrote {ours}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Open file</source>
            <translation>Open file</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Restore original…</source>
            <translation>Restore original…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>The file was never changed</source>
            <translation>The file was never changed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>The profile {name} in {place} has an address of its own.</source>
            <translation>The profile {name} in {place} has an address of its own.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>These decide as well as Amux, or instead of it.</source>
            <translation>These decide as well as Amux, or instead of it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Versions…</source>
            <translation>Versions…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>What changed in the file</source>
            <translation>What changed in the file</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>What will change in the file</source>
            <translation>What will change in the file</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{key} is gone from {file}</source>
            <translation>{key} is gone from {file}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{key} was changed in {file}</source>
            <translation>{key} was changed in {file}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} in {place} may be asked for a key.</source>
            <translation>{name} in {place} may be asked for a key.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} in {place} wins.</source>
            <translation>{name} in {place} wins.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} is set by your administrator in {place}.</source>
            <translation>{name} is set by your administrator in {place}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} is set in the environment and wins over the file.</source>
            <translation>{name} is set in the environment and wins over the file.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{place} of a project wins over your own settings.</source>
            <translation>{place} of a project wins over your own settings.</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>%n model(s)</source>
            <translation>
                <numerusform>%n model</numerusform>
                <numerusform>%n models</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>A tool needs one that answers its requests.</source>
            <translation>A tool needs one that answers its requests.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>In use</source>
            <translation>In use</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>No provider is switched on</source>
            <translation>No provider is switched on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>Or a proxy</source>
            <translation>Or a proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>Takes effect on the next request; no restart needed.</source>
            <translation>Takes effect on the next request; no restart needed.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>With its own mapping and fallbacks.</source>
            <translation>With its own mapping and fallbacks.</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the day before</source>
            <translation>
                <numerusform>%n the day before</numerusform>
                <numerusform>%n the day before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the hour before</source>
            <translation>
                <numerusform>%n the hour before</numerusform>
                <numerusform>%n the hour before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the month before</source>
            <translation>
                <numerusform>%n the month before</numerusform>
                <numerusform>%n the month before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the week before</source>
            <translation>
                <numerusform>%n the week before</numerusform>
                <numerusform>%n the week before</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>1h</source>
            <comment>period</comment>
            <translation>1h</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>24h</source>
            <comment>period</comment>
            <translation>24h</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>30d</source>
            <comment>period</comment>
            <translation>30d</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>7d</source>
            <comment>period</comment>
            <translation>7d</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Add a provider, make a proxy and point an app at it. Its requests appear here at once.</source>
            <translation>Add a provider, make a proxy and point an app at it. Its requests appear here at once.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Ask something in the chat, or point an app at Amux. Requests appear here at once.</source>
            <translation>Ask something in the chat, or point an app at Amux. Requests appear here at once.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Connect a coding tool</source>
            <translation>Connect a coding tool</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Dashboard</source>
            <translation>Dashboard</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Median latency</source>
            <translation>Median latency</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Nothing has come through yet</source>
            <translation>Nothing has come through yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Open the chat</source>
            <translation>Open the chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Requests through {address} {period}</source>
            <translation>Requests through {address} {period}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Success rate</source>
            <translation>Success rate</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The proxy could not start</source>
            <translation>The proxy could not start</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The proxy could not start: port {port} is in use</source>
            <translation>The proxy could not start: port {port} is in use</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The statistics could not be read</source>
            <translation>The statistics could not be read</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Tokens</source>
            <comment>model units</comment>
            <translation>Tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Use port {port}</source>
            <translation>Use port {port}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 24 hours</source>
            <translation>in the last 24 hours</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 30 days</source>
            <translation>in the last 30 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 7 days</source>
            <translation>in the last 7 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last hour</source>
            <translation>in the last hour</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>no requests</source>
            <translation>no requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>p95 {time}</source>
            <translation>p95 {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs last month</source>
            <translation>{change} vs last month</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs last week</source>
            <translation>{change} vs last week</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs the hour before</source>
            <translation>{change} vs the hour before</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs yesterday</source>
            <translation>{change} vs yesterday</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{cost} in this period</source>
            <translation>{cost} in this period</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{failed} failed, {retried} fell back</source>
            <translation>{failed} failed, {retried} fell back</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{input} in, {output} out</source>
            <translation>{input} in, {output} out</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>%n active token(s)</source>
            <translation>
                <numerusform>%n active token</numerusform>
                <numerusform>%n active tokens</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Authentication</source>
            <translation>Authentication</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By app</source>
            <translation>By app</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By model</source>
            <translation>By model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By provider</source>
            <translation>By provider</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By proxy</source>
            <translation>By proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Connections</source>
            <translation>Connections</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Cut off</source>
            <comment>tool</comment>
            <translation>Cut off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Latest requests</source>
            <translation>Latest requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Locked</source>
            <translation>Locked</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Look</source>
            <comment>tool</comment>
            <translation>Look</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>No requests in this period</source>
            <translation>No requests in this period</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Off</source>
            <comment>server</comment>
            <translation>Off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Off</source>
            <comment>authentication</comment>
            <translation>Off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>On</source>
            <comment>server</comment>
            <translation>On</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Required</source>
            <translation>Required</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Show all</source>
            <translation>Show all</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Stored keys</source>
            <translation>Stored keys</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Tunnel</source>
            <translation>Tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>View all</source>
            <translation>View all</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>changed by another program</source>
            <translation>changed by another program</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>need the passphrase</source>
            <translation>need the passphrase</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>not found here</source>
            <translation>not found here</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>only this computer</source>
            <translation>only this computer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>to {provider}</source>
            <translation>to {provider}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>uses its own settings</source>
            <translation>uses its own settings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>{name}, {count} requests</source>
            <translation>{name}, {count} requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>{title}: {body}</source>
            <translation>{title}: {body}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>%n further part(s) are under Raw.</source>
            <translation>
                <numerusform>%n further part is under Raw.</numerusform>
                <numerusform>%n further parts are under Raw.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>An image at an address, which is not loaded:</source>
            <translation>An image at an address, which is not loaded:</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>An image that cannot be shown ({kind})</source>
            <translation>An image that cannot be shown ({kind})</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Answer {number}</source>
            <translation>Answer {number}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Arguments</source>
            <translation>Arguments</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Content</source>
            <translation>Content</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Image in the answer</source>
            <translation>Image in the answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Other content</source>
            <translation>Other content</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Sources</source>
            <translation>Sources</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>The answer is empty.</source>
            <translation>The answer is empty.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>The answer reports an error</source>
            <translation>The answer reports an error</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>The model refused</source>
            <translation>The model refused</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>This answer cannot be shown as text</source>
            <translation>This answer cannot be shown as text</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Thoughts</source>
            <translation>Thoughts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>tool call</source>
            <translation>tool call</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>unknown kind</source>
            <translation>unknown kind</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>{count} characters</source>
            <translation>{count} characters</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>All</source>
            <comment>requests</comment>
            <translation>All</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>All apps</source>
            <translation>All apps</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>All time</source>
            <translation>All time</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Last 24 hours</source>
            <translation>Last 24 hours</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Last 7 days</source>
            <translation>Last 7 days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Last hour</source>
            <translation>Last hour</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>OK</source>
            <comment>requests</comment>
            <translation>OK</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>One proxy</source>
            <translation>One proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>One token</source>
            <translation>One token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Outcome</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Running</source>
            <translation>Running</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Search models, paths, errors</source>
            <translation>Search models, paths, errors</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Search the logs</source>
            <translation>Search the logs</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>%n equal line(s)</source>
            <translation>
                <numerusform>%n equal line</numerusform>
                <numerusform>%n equal lines</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Bodies are not kept</source>
            <translation>Bodies are not kept</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Body</source>
            <translation>Body</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Both requests have the same content.</source>
            <translation>Both requests have the same content.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Close the inspector</source>
            <translation>Close the inspector</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Compared with the app's request</source>
            <translation>Compared with the app's request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Conversion report</source>
            <translation>Conversion report</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Copied as curl</source>
            <translation>Copied as curl</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Copy as curl</source>
            <translation>Copy as curl</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Copy the request ID</source>
            <translation>Copy the request ID</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Inbound</source>
            <translation>Inbound</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Next request</source>
            <translation>Next request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Nothing was lost or changed in the conversion.</source>
            <translation>Nothing was lost or changed in the conversion.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Open Settings</source>
            <translation>Open Settings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Overview</source>
            <translation>Overview</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Parts of the request</source>
            <translation>Parts of the request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Previous request</source>
            <translation>Previous request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Report</source>
            <translation>Report</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Response</source>
            <translation>Response</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Send again…</source>
            <translation>Send again…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Set AMUX_TOKEN to an API token before you run it.</source>
            <translation>Set AMUX_TOKEN to an API token before you run it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Show</source>
            <translation>Show</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>The request could not be read</source>
            <translation>The request could not be read</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Turn on Keep bodies under Settings, Logging to see those of the next requests here.</source>
            <translation>Turn on Keep bodies under Settings, Logging to see those of the next requests here.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Upstream</source>
            <translation>Upstream</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>cut after {size}</source>
            <translation>cut after {size}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>{time} · request {id}</source>
            <translation>{time} · request {id}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Answer</source>
            <translation>Answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempt at {name}</source>
            <translation>Attempt at {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempts</source>
            <translation>Attempts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempts, times and bodies appear here when the request is over.</source>
            <translation>Attempts, times and bodies appear here when the request is over.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Conversion</source>
            <translation>Conversion</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Entered at</source>
            <translation>Entered at</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Size</source>
            <translation>Size</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Stream</source>
            <translation>Stream</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>The request failed</source>
            <translation>The request failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Timing</source>
            <translation>Timing</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Wait for first token</source>
            <translation>Wait for first token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>answered</source>
            <translation>answered</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>no answer</source>
            <translation>no answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>overloaded</source>
            <translation>overloaded</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{cost}, by an estimated price</source>
            <translation>{cost}, by an estimated price</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{count} KB</source>
            <translation>{count} KB</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{count} bytes</source>
            <translation>{count} bytes</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{inbound} to {outbound}</source>
            <translation>{inbound} to {outbound}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{input} in, {output} out, {cached} cached</source>
            <translation>{input} in, {output} out, {cached} cached</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{sent} sent, {got} received</source>
            <translation>{sent} sent, {got} received</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>%n event(s) in {time}</source>
            <translation>
                <numerusform>%n event in {time}</numerusform>
                <numerusform>%n events in {time}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Data of the event</source>
            <translation>Data of the event</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Events</source>
            <translation>Events</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Events of the stream</source>
            <translation>Events of the stream</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>From the provider</source>
            <translation>From the provider</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>No answer was recorded</source>
            <translation>No answer was recorded</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>The answer came in one piece, without events.</source>
            <translation>The answer came in one piece, without events.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>The other side may have one.</source>
            <translation>The other side may have one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>To the app</source>
            <translation>To the app</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Which answer</source>
            <translation>Which answer</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>%n new</source>
            <translation>
                <numerusform>%n new</numerusform>
                <numerusform>%n new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>%n request(s) exported</source>
            <translation>
                <numerusform>%n request exported</numerusform>
                <numerusform>%n requests exported</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As CSV…</source>
            <translation>As CSV…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As HAR, with bodies…</source>
            <translation>As HAR, with bodies…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As JSON lines…</source>
            <translation>As JSON lines…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As JSON…</source>
            <translation>As JSON…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear filters</source>
            <translation>Clear filters</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear logs</source>
            <translation>Clear logs</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear the logs?</source>
            <translation>Clear the logs?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear the logs…</source>
            <translation>Clear the logs…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Columns</source>
            <translation>Columns</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Every request, both sides of the conversion</source>
            <translation>Every request, both sides of the conversion</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Export the logs</source>
            <translation>Export the logs</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Logs</source>
            <translation>Logs</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Marks</source>
            <comment>tunnel, fallback</comment>
            <translation>Marks</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>No requests yet</source>
            <translation>No requests yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Nothing matches</source>
            <translation>Nothing matches</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Requests appear here as soon as an app uses the proxy.</source>
            <translation>Requests appear here as soon as an app uses the proxy.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>The export failed</source>
            <translation>The export failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>The logs could not be read</source>
            <translation>The logs could not be read</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>This deletes {scope} with their bodies. Statistics stay. It cannot be undone.</source>
            <translation>This deletes {scope} with their bodies. Statistics stay. It cannot be undone.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Try fewer words or another period.</source>
            <translation>Try fewer words or another period.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>all requests</source>
            <translation>all requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>the requests that the filter shows</source>
            <translation>the requests that the filter shows</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>{total} requests, {failed} failed.</source>
            <translation>
                <numerusform>{total} request, {failed} failed.</numerusform>
                <numerusform>{total} requests, {failed} failed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>{total} requests, {failed} failed. Kept for {days} days.</source>
            <translation>
                <numerusform>{total} request, {failed} failed. Kept for {days} days.</numerusform>
                <numerusform>{total} requests, {failed} failed. Kept for {days} days.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>A PEM file of authorities to trust</source>
            <translation>A PEM file of authorities to trust</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Add header</source>
            <translation>Add header</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Advanced</source>
            <translation>Advanced</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Chat path</source>
            <translation>Chat path</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Connect within</source>
            <translation>Connect within</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Enter seconds from 0.1 to 3600</source>
            <translation>Enter seconds from 0.1 to 3600</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Extra headers</source>
            <translation>Extra headers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>First answer within</source>
            <translation>First answer within</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Further certificates</source>
            <translation>Further certificates</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Header name</source>
            <translation>Header name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Header value</source>
            <translation>Header value</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Instead of the usual one, such as /v2/chat</source>
            <translation>Instead of the usual one, such as /v2/chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Longest pause in a stream</source>
            <translation>Longest pause in a stream</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>None yet</source>
            <translation>None yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Remove the stored ones</source>
            <translation>Remove the stored ones</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Seconds; empty takes the setting</source>
            <translation>Seconds; empty takes the setting</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Stored: {names}. New ones replace them all.</source>
            <translation>Stored: {names}. New ones replace them all.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>The stored ones go when you save.</source>
            <translation>The stored ones go when you save.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>This is no address of a proxy</source>
            <translation>This is no address of a proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Use the setting</source>
            <translation>Use the setting</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>none, or an address such as http://host:8080; empty keeps what is stored</source>
            <translation>none, or an address such as http://host:8080; empty keeps what is stored</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>%n proxies use it: {names}</source>
            <translation>
                <numerusform>%n proxy uses it: {names}</numerusform>
                <numerusform>%n proxies use it: {names}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Anthropic format</source>
            <translation>Anthropic format</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Check address</source>
            <translation>Check address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Connected in {time}</source>
            <translation>Connected in {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Connection</source>
            <translation>Connection</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Copy the passthrough address</source>
            <translation>Copy the passthrough address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Duplicate</source>
            <translation>Duplicate</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Edit path</source>
            <translation>Edit path</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Enabled</source>
            <translation>Enabled</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Forward requests as they are, with Amux adding the key, logs and limits.</source>
            <translation>Forward requests as they are, with Amux adding the key, logs and limits.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Gemini format</source>
            <translation>Gemini format</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>No proxy uses it</source>
            <translation>No proxy uses it</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Not saved</source>
            <translation>Not saved</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>OpenAI Responses</source>
            <translation>OpenAI Responses</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>OpenAI-compatible</source>
            <translation>OpenAI-compatible</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Passthrough proxy</source>
            <translation>Passthrough proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Replace key</source>
            <translation>Replace key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Requests go to {url}</source>
            <translation>Requests go to {url}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Reset to the preset's address</source>
            <translation>Reset to the preset's address</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Save path</source>
            <translation>Save path</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The list of models could not be fetched</source>
            <translation>The list of models could not be fetched</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The path was not changed</source>
            <translation>The path was not changed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The provider did not answer the test</source>
            <translation>The provider did not answer the test</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The test could not run</source>
            <translation>The test could not run</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Unsaved changes</source>
            <translation>Unsaved changes</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{amount} {currency} left</source>
            <translation>{amount} {currency} left</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{model} answered.</source>
            <translation>{model} answered.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} did not answer the test ({status})</source>
            <translation>{name} did not answer the test ({status})</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} does not know this address or model ({status})</source>
            <translation>{name} does not know this address or model ({status})</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} is at its limit ({status})</source>
            <translation>{name} is at its limit ({status})</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} rejected the key ({status})</source>
            <translation>{name} rejected the key ({status})</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Add another key</source>
            <translation>Add another key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Delete key</source>
            <translation>Delete key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Delete the key</source>
            <translation>Delete the key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Delete the key {name}?</source>
            <translation>Delete the key {name}?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Rejected</source>
            <comment>API key</comment>
            <translation>Rejected</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Requests to {name} use the other keys. The deleted one cannot be brought back.</source>
            <translation>Requests to {name} use the other keys. The deleted one cannot be brought back.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Show the key</source>
            <translation>Show the key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Stored key ending in {hint}</source>
            <translation>Stored key ending in {hint}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Test connection</source>
            <translation>Test connection</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>The keys were not changed</source>
            <translation>The keys were not changed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Use the key {name}</source>
            <translation>Use the key {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Works</source>
            <comment>API key</comment>
            <translation>Works</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>last used {when}</source>
            <translation>last used {when}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>not used yet</source>
            <translation>not used yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Add a model ID</source>
            <translation>Add a model ID</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Add a model ID, for example deepseek-v3.2</source>
            <translation>Add a model ID, for example deepseek-v3.2</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Fetch list</source>
            <translation>Fetch list</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Fetching…</source>
            <translation>Fetching…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Filter models</source>
            <translation>Filter models</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>None yet. Fetch the list or type a model ID.</source>
            <translation>None yet. Fetch the list or type a model ID.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Offer {model}</source>
            <translation>Offer {model}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Remove {model}</source>
            <translation>Remove {model}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Vision</source>
            <translation>Vision</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>not listed any more</source>
            <translation>not listed any more</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>{on} of {all} offered to apps</source>
            <translation>{on} of {all} offered to apps</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>A provider is a service that answers requests, such as Anthropic, DeepSeek or a server of your own.</source>
            <translation>A provider is a service that answers requests, such as Anthropic, DeepSeek or a server of your own.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Filter providers</source>
            <translation>Filter providers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Import…</source>
            <translation>Import…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>No providers yet</source>
            <translation>No providers yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Open proxies</source>
            <translation>Open proxies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Providers</source>
            <translation>Providers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Rename {name}</source>
            <translation>Rename {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Test all</source>
            <translation>Test all</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>The order was not saved</source>
            <translation>The order was not saved</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>The provider was not deleted</source>
            <translation>The provider was not deleted</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>This provider is still in use</source>
            <translation>This provider is still in use</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>{on} on, {off} off</source>
            <translation>{on} on, {off} off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>{on} on, {off} off, {waiting} incomplete</source>
            <translation>{on} on, {off} off, {waiting} incomplete</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>A proxy lets an app that speaks one format use a provider that speaks another.</source>
            <translation>A proxy lets an app that speaks one format use a provider that speaks another.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>A proxy needs something to answer with.</source>
            <translation>A proxy needs something to answer with.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Add a provider first</source>
            <translation>Add a provider first</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>All</source>
            <comment>proxies</comment>
            <translation>All</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Each one accepts a format and answers with the provider you choose</source>
            <translation>Each one accepts a format and answers with the provider you choose</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Filter proxies</source>
            <translation>Filter proxies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Kind of proxy</source>
            <translation>Kind of proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Managed on the Providers page</source>
            <translation>Managed on the Providers page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>No proxies yet</source>
            <translation>No proxies yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Other proxies send requests to this one</source>
            <translation>Other proxies send requests to this one</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Passthrough</source>
            <translation>Passthrough</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>The proxy was not deleted</source>
            <translation>The proxy was not deleted</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>%n mappings</source>
            <translation>
                <numerusform>%n mapping</numerusform>
                <numerusform>%n mappings</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Edit</source>
            <translation>Edit</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Passthrough of {name}</source>
            <translation>Passthrough of {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>all names</source>
            <translation>all names</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>off</source>
            <comment>proxy</comment>
            <translation>off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>{name} is on</source>
            <translation>{name} is on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>{share} failed</source>
            <translation>{share} failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/registry.py" />
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings.py" />
            <source>Requests that run now are cut.</source>
            <translation>Requests that run now are cut.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings.py" />
            <source>Sections</source>
            <translation>Sections</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings.py" />
            <source>The new address needs a restart of the proxy</source>
            <translation>The new address needs a restart of the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Add a service and connect your tools, step by step</source>
            <translation>Add a service and connect your tools, step by step</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Amux: MIT. Qt and PySide6: LGPL 3. Inter and JetBrains Mono: OFL 1.1. Lucide icons: ISC.</source>
            <translation>Amux: MIT. Qt and PySide6: LGPL 3. Inter and JetBrains Mono: OFL 1.1. Lucide icons: ISC.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Collecting…</source>
            <translation>Collecting…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Copy report</source>
            <translation>Copy report</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Help</source>
            <translation>Help</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Legal</source>
            <translation>Legal</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Licences</source>
            <translation>Licences</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Logos of services belong to their owners and are used only to name the service.</source>
            <translation>Logos of services belong to their owners and are used only to name the service.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Read it before you send it.</source>
            <translation>Read it before you send it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Report a problem</source>
            <translation>Report a problem</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>The report is in the clipboard</source>
            <translation>The report is in the clipboard</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Trademarks</source>
            <translation>Trademarks</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Version {version}, Python {python}, Qt {qt}</source>
            <translation>Version {version}, Python {python}, Qt {qt}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Versions, changed settings and the last problems; never a key</source>
            <translation>Versions, changed settings and the last problems; never a key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>A copy was made</source>
            <translation>A copy was made</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Back up now</source>
            <translation>Back up now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Coding tools get their own settings back first</source>
            <translation>Coding tools get their own settings back first</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Configuration</source>
            <translation>Configuration</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Copies of the database</source>
            <translation>Copies of the database</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Copy the path</source>
            <translation>Copy the path</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Copying…</source>
            <translation>Copying…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Data folder</source>
            <translation>Data folder</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Database in use</source>
            <translation>Database in use</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Delete…</source>
            <translation>Delete…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Encrypted with a passphrase you choose</source>
            <translation>Encrypted with a passphrase you choose</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Everything changed since then is gone from Amux: providers, proxies, tokens, logs. The database of now is kept in the folder quarantine. The proxy stops for a moment.</source>
            <translation>Everything changed since then is gone from Amux: providers, proxies, tokens, logs. The database of now is kept in the folder quarantine. The proxy stops for a moment.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Go back to {date}?</source>
            <translation>Go back to {date}?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Import from a file</source>
            <translation>Import from a file</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>In the folder backups. The keys in them open with this vault only.</source>
            <translation>In the folder backups. The keys in them open with this vault only.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Made automatically</source>
            <translation>Made automatically</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Made before an update</source>
            <translation>Made before an update</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Made by you, kept</source>
            <translation>Made by you, kept</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>No way back</source>
            <translation>No way back</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Open folder</source>
            <translation>Open folder</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Providers, keys, proxies, tokens and settings in one file.</source>
            <translation>Providers, keys, proxies, tokens and settings in one file.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Restore the copy of {date}</source>
            <translation>Restore the copy of {date}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Restored {name}</source>
            <translation>Restored {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Restore…</source>
            <translation>Restore…</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Show all %n</source>
            <translation>
                <numerusform>Show all %n</numerusform>
                <numerusform>Show all %n</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Show fewer</source>
            <translation>Show fewer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>The first one is made while Amux runs.</source>
            <translation>The first one is made while Amux runs.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>The stored keys cannot be opened. Look at Settings, Security.</source>
            <translation>The stored keys cannot be opened. Look at Settings, Security.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>The vault's key was changed since. Enter the keys of these again: {names}.</source>
            <translation>The vault's key was changed since. Enter the keys of these again: {names}.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Where the data is</source>
            <translation>Where the data is</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>You see what changes before anything does</source>
            <translation>You see what changes before anything does</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>{kind}, {size}</source>
            <translation>{kind}, {size}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Add price…</source>
            <translation>Add price…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>All</source>
            <translation>All</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Change…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Copy the model's name</source>
            <translation>Copy the model's name</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>No price like this</source>
            <translation>No price like this</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Per million tokens, bundled prices as of {day}. Yours win over them from the next request on; what was logged keeps its cost.</source>
            <translation>Per million tokens, bundled prices as of {day}. Yours win over them from the next request on; what was logged keeps its cost.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Prices of models</source>
            <translation>Prices of models</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Search for something else, or add a price.</source>
            <translation>Search for something else, or add a price.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Search models and providers</source>
            <translation>Search models and providers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Search prices</source>
            <translation>Search prices</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Set my own…</source>
            <translation>Set my own…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Show all prices</source>
            <translation>Show all prices</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Which prices</source>
            <translation>Which prices</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Your price of {model} was removed</source>
            <translation>Your price of {model} was removed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>{model} has a price of yours</source>
            <translation>{model} has a price of yours</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>0 keeps them for ever</source>
            <translation>0 keeps them for ever</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>0 switches it off</source>
            <translation>0 switches it off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>127.0.0.1 is this computer only</source>
            <translation>127.0.0.1 is this computer only</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>30-pixel rows in Logs</source>
            <translation>30-pixel rows in Logs</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>60 seconds after a token was copied</source>
            <translation>60 seconds after a token was copied</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A conversation stays on its account for</source>
            <translation>A conversation stays on its account for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A conversation stays on its target for</source>
            <translation>A conversation stays on its target for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A failed key or provider is spared</source>
            <translation>A failed key or provider is spared</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A fixed rate, to add up costs in both currencies</source>
            <translation>A fixed rate, to add up costs in both currencies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>About</source>
            <translation>About</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Access</source>
            <translation>Access</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Account pools</source>
            <translation>Account pools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Amux's own log file</source>
            <translation>Amux's own log file</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Apps must present a token</source>
            <translation>Apps must present a token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Ask</source>
            <translation>Ask</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Attempts per request</source>
            <translation>Attempts per request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Back up every</source>
            <translation>Back up every</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Backups</source>
            <translation>Backups</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Backups kept</source>
            <translation>Backups kept</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Before the error goes to the app</source>
            <translation>Before the error goes to the app</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Bodies</source>
            <translation>Bodies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>By apps of the OpenAI Responses API</source>
            <translation>By apps of the OpenAI Responses API</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Changes at once, no restart</source>
            <translation>Changes at once, no restart</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Clear the clipboard</source>
            <translation>Clear the clipboard</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Client secret for Antigravity</source>
            <translation>Client secret for Antigravity</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Coding tools</source>
            <translation>Coding tools</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Compact tables</source>
            <translation>Compact tables</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Currencies</source>
            <translation>Currencies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Database</source>
            <translation>Database</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Empty for the built-in file; a change needs a restart of Amux</source>
            <translation>Empty for the built-in file; a change needs a restart of Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Errors</source>
            <comment>log level</comment>
            <translation>Errors</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Everything</source>
            <comment>log level</comment>
            <translation>Everything</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Failures in a row</source>
            <translation>Failures in a row</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Follow system</source>
            <translation>Follow system</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>From one address on the internet; 0 is no limit</source>
            <translation>From one address on the internet; 0 is no limit</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Further host names</source>
            <translation>Further host names</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>General</source>
            <translation>General</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Give back their settings</source>
            <translation>Give back their settings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>If it was on when Amux quit</source>
            <translation>If it was on when Amux quit</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep bodies</source>
            <translation>Keep bodies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep bodies for</source>
            <translation>Keep bodies for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep requests</source>
            <translation>Keep requests</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep running when the window is closed</source>
            <translation>Keep running when the window is closed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep them for</source>
            <translation>Keep them for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Kind of release</source>
            <translation>Kind of release</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Language and text</source>
            <translation>Language and text</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Largest request</source>
            <translation>Largest request</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Leave it empty to have it found</source>
            <translation>Leave it empty to have it found</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Leave them as they are</source>
            <translation>Leave them as they are</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Limits</source>
            <translation>Limits</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Listen on</source>
            <translation>Listen on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Logging</source>
            <translation>Logging</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Longest body kept</source>
            <translation>Longest body kept</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Look for new versions</source>
            <translation>Look for new versions</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Look up quotas every</source>
            <translation>Look up quotas every</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Motion and density</source>
            <translation>Motion and density</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Names besides localhost by which apps may call, separated by commas</source>
            <translation>Names besides localhost by which apps may call, separated by commas</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Needed as soon as other computers can reach the proxy</source>
            <translation>Needed as soon as other computers can reach the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Network</source>
            <translation>Network</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>New versions</source>
            <translation>New versions</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Normal</source>
            <comment>log level</comment>
            <translation>Normal</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Of the OAuth client; stored sealed</source>
            <translation>Of the OAuth client; stored sealed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Off</source>
            <comment>setting</comment>
            <translation>Off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Off until you switch it on; switching it off forgets the random id</source>
            <translation>Off until you switch it on; switching it off forgets the random id</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>On</source>
            <comment>setting</comment>
            <translation>On</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Once a day, at GitHub</source>
            <translation>Once a day, at GitHub</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Open Amux on</source>
            <translation>Open Amux on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Origins, separated by commas</source>
            <translation>Origins, separated by commas</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Previews as well</source>
            <translation>Previews as well</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Previews come earlier and are less tested</source>
            <translation>Previews come earlier and are less tested</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Prices</source>
            <translation>Prices</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Privacy</source>
            <translation>Privacy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Program cloudflared</source>
            <translation>Program cloudflared</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Proxy server</source>
            <translation>Proxy server</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Quit with Ctrl+Q or from the tray</source>
            <translation>Quit with Ctrl+Q or from the tray</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Reduce motion</source>
            <translation>Reduce motion</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Requests a minute</source>
            <translation>Requests a minute</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Requests at the same time</source>
            <translation>Requests at the same time</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Rest after a failure</source>
            <translation>Rest after a failure</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Scales the whole window</source>
            <translation>Scales the whole window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Security</source>
            <translation>Security</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Set aside for</source>
            <translation>Set aside for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Shared state</source>
            <translation>Shared state</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Shortcuts</source>
            <translation>Shortcuts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Sign of life in a silent stream every</source>
            <translation>Sign of life in a silent stream every</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Space for bodies</source>
            <translation>Space for bodies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Spare accounts below</source>
            <translation>Spare accounts below</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Stable releases</source>
            <translation>Stable releases</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Start in the tray</source>
            <translation>Start in the tray</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Start with Amux</source>
            <translation>Start with Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Storage</source>
            <translation>Storage</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Stored Responses can be continued for</source>
            <translation>Stored Responses can be continued for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Switches and toasts appear without sliding</source>
            <translation>Switches and toasts appear without sliding</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>System notifications</source>
            <translation>System notifications</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Tell me when the proxy stops</source>
            <translation>Tell me when the proxy stops</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Tell me when the tunnel fails</source>
            <translation>Tell me when the tunnel fails</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Text size</source>
            <translation>Text size</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>The oldest go first</source>
            <translation>The oldest go first</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>The oldest go first; 0 is no limit</source>
            <translation>The oldest go first; 0 is no limit</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Then a target is set aside</source>
            <translation>Then a target is set aside</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Then it is tried once more</source>
            <translation>Then it is tried once more</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Time, models, tokens, cost and status</source>
            <translation>Time, models, tokens, cost and status</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Tools and accounts</source>
            <translation>Tools and accounts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Updates</source>
            <translation>Updates</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Usage figures</source>
            <translation>Usage figures</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Valkey or Redis server for several machines with one database; empty for one machine</source>
            <translation>Valkey or Redis server for several machines with one database; empty for one machine</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Waiting and retrying</source>
            <translation>Waiting and retrying</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Warnings</source>
            <comment>log level</comment>
            <translation>Warnings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Web pages that may call</source>
            <translation>Web pages that may call</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>What becomes of tools that go through Amux</source>
            <translation>What becomes of tools that go through Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>What is left of their quota</source>
            <translation>What is left of their quota</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>What was asked and answered, with secrets masked</source>
            <translation>What was asked and answered, with secrets masked</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>When Amux quits</source>
            <translation>When Amux quits</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Where cloudflared hands requests over, on this computer only</source>
            <translation>Where cloudflared hands requests over, on this computer only</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Which wire formats and coding tools are used. Never a key, an address, a model name or a word of yours.</source>
            <translation>Which wire formats and coding tools are used. Never a key, an address, a model name or a word of yours.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Window</source>
            <translation>Window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Without opening the window</source>
            <translation>Without opening the window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Yuan for a US dollar</source>
            <translation>Yuan for a US dollar</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>days</source>
            <translation>days</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>hours</source>
            <translation>hours</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>minutes</source>
            <translation>minutes</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>seconds</source>
            <translation>seconds</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>system, none, or an address such as http://host:8080</source>
            <translation>system, none, or an address such as http://host:8080</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>%n secret(s) encrypted anew</source>
            <translation>
                <numerusform>%n secret encrypted anew</numerusform>
                <numerusform>%n secrets encrypted anew</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Encrypt everything anew</source>
            <translation>Encrypt everything anew</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Encrypting…</source>
            <translation>Encrypting…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Encryption</source>
            <translation>Encryption</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Every API key must be entered again. Providers, proxies and logs stay. This cannot be undone.</source>
            <translation>Every API key must be entered again. Providers, proxies and logs stay. This cannot be undone.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Give up all stored keys?</source>
            <translation>Give up all stored keys?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>In the place of the keyring. It is then asked for at each start.</source>
            <translation>In the place of the keyring. It is then asked for at each start.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>It is asked for at each start, or read from the file in AMUX_PASSPHRASE_FILE</source>
            <translation>It is asked for at each start, or read from the file in AMUX_PASSPHRASE_FILE</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Keys and headers are sealed with AES-256-GCM.</source>
            <translation>Keys and headers are sealed with AES-256-GCM.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Move to the keyring</source>
            <translation>Move to the keyring</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>New key</source>
            <translation>New key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Open</source>
            <comment>key store</comment>
            <translation>Open</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Protect</source>
            <translation>Protect</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Protect with a passphrase</source>
            <translation>Protect with a passphrase</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Reset stored keys</source>
            <translation>Reset stored keys</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Reset…</source>
            <translation>Reset…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Set…</source>
            <translation>Set…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The master key is in your system keyring</source>
            <translation>The master key is in your system keyring</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The master key is protected by your passphrase</source>
            <translation>The master key is protected by your passphrase</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The stored keys are locked</source>
            <translation>The stored keys are locked</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The stored keys open only with it. If you forget it, every API key must be entered again.</source>
            <translation>The stored keys open only with it. If you forget it, every API key must be entered again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>This computer has no keyring: the master key is a file in the data folder</source>
            <translation>This computer has no keyring: the master key is a file in the data folder</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Unlock</source>
            <translation>Unlock</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Unlock the stored keys</source>
            <translation>Unlock the stored keys</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>With a new data key. Stored keys stay as they are.</source>
            <translation>With a new data key. Stored keys stay as they are.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_shortcuts.py" />
            <source>Single letters work while a list has the focus.</source>
            <translation>Single letters work while a list has the focus.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Amux has no server of its own. Keys are sealed on this computer.</source>
            <translation>Amux has no server of its own. Keys are sealed on this computer.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Amux has no server of its own. This build has nowhere to send usage figures, so there is no choice.</source>
            <translation>Amux has no server of its own. This build has nowhere to send usage figures, so there is no choice.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>In the tray, without a window</source>
            <translation>In the tray, without a window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>It starts another Amux: {program}. Switch it off and on to start this one.</source>
            <translation>It starts another Amux: {program}. Switch it off and on to start this one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Of web pages that propose a provider; Amux always asks first</source>
            <translation>Of web pages that propose a provider; Amux always asks first</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Open amux:// links</source>
            <translation>Open amux:// links</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Start when I sign in</source>
            <translation>Start when I sign in</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>This computer</source>
            <translation>This computer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>What you ask and what is answered goes only to the providers you chose</source>
            <translation>What you ask and what is answered goes only to the providers you chose</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_theme.py" />
            <source>Dark</source>
            <translation>Dark</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_theme.py" />
            <source>Light</source>
            <translation>Light</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_theme.py" />
            <source>Theme</source>
            <translation>Theme</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Check now</source>
            <translation>Check now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Download</source>
            <translation>Download</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>In a week</source>
            <translation>In a week</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>It has no package for this installation. See its release page.</source>
            <translation>It has no package for this installation. See its release page.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Looking…</source>
            <translation>Looking…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Release page</source>
            <translation>Release page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Skip this version</source>
            <translation>Skip this version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Stop the download</source>
            <translation>Stop the download</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>This Amux runs from Python: update it the way it was installed, such as pipx upgrade amux.</source>
            <translation>This Amux runs from Python: update it the way it was installed, such as pipx upgrade amux.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>This version</source>
            <translation>This version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Verified and saved as {path}. Quit Amux and open it to install.</source>
            <translation>Verified and saved as {path}. Quit Amux and open it to install.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>You will not be told about it again.</source>
            <translation>You will not be told about it again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>{done} of {total}</source>
            <translation>{done} of {total}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>{version}, the newest one</source>
            <translation>{version}, the newest one</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Any client that lets you change the base URL works.</source>
            <translation>Any client that lets you change the base URL works.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Any program on this computer can use your providers now.</source>
            <translation>Any program on this computer can use your providers now.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Apps that use this token get 401 from the next request on. This cannot be undone.</source>
            <translation>Apps that use this token get 401 from the next request on. This cannot be undone.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Calls without a valid sk-amux. token get 401.</source>
            <translation>Calls without a valid sk-amux. token get 401.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Filter tokens</source>
            <translation>Filter tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Give each app a token of its own, then you can see and stop each one.</source>
            <translation>Give each app a token of its own, then you can see and stop each one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Its present text stops working at once. Apps that use it need the new one.</source>
            <translation>Its present text stops working at once. Apps that use it need the new one.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Keys that let apps use this proxy</source>
            <translation>Keys that let apps use this proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Limits and scope…</source>
            <translation>Limits and scope…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>No tokens yet</source>
            <translation>No tokens yet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace</source>
            <translation>Replace</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace {name}?</source>
            <translation>Replace {name}?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace…</source>
            <translation>Replace…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke token</source>
            <translation>Revoke token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke {name}?</source>
            <translation>Revoke {name}?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke…</source>
            <translation>Revoke…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>That was not changed</source>
            <translation>That was not changed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Use a token</source>
            <translation>Use a token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>{name} is active</source>
            <translation>{name} is active</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Access</source>
            <comment>requests</comment>
            <translation>Access</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Amux fetches cloudflared {version} from Cloudflare's releases, some 40 MB, and verifies its checksum.</source>
            <translation>Amux fetches cloudflared {version} from Cloudflare's releases, some 40 MB, and verifies its checksum.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Any app</source>
            <translation>Any app</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Anyone who learns the address could spend your provider keys. Turn tokens on first.</source>
            <translation>Anyone who learns the address could spend your provider keys. Turn tokens on first.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Clear</source>
            <translation>Clear</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Delete the tunnel of {name}?</source>
            <translation>Delete the tunnel of {name}?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Delete tunnel</source>
            <translation>Delete tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetch cloudflared</source>
            <translation>Fetch cloudflared</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetching cloudflared, {done}</source>
            <translation>Fetching cloudflared, {done}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetching cloudflared, {done} of {total}</source>
            <translation>Fetching cloudflared, {done} of {total}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetching cloudflared…</source>
            <translation>Fetching cloudflared…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>How it works</source>
            <translation>How it works</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Make one for whoever shall call from outside. Other tokens stay local.</source>
            <translation>Make one for whoever shall call from outside. Other tokens stay local.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>No token may be used through the tunnel</source>
            <translation>No token may be used through the tunnel</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Nobody has called yet.</source>
            <translation>Nobody has called yet.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Reach this proxy from other machines through Cloudflare</source>
            <translation>Reach this proxy from other machines through Cloudflare</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Records</source>
            <translation>Records</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Require tokens</source>
            <translation>Require tokens</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Require tokens?</source>
            <translation>Require tokens?</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>System log</source>
            <translation>System log</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>The tunnel and the DNS record that leads to it are deleted in your Cloudflare account.</source>
            <translation>The tunnel and the DNS record that leads to it are deleted in your Cloudflare account.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>The tunnel could not start</source>
            <translation>The tunnel could not start</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>The tunnel starts only when apps must present a token. Apps on this computer need one then, too.</source>
            <translation>The tunnel starts only when apps must present a token. Apps on this computer need one then, too.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>This Amux knows no checksum of it for this computer. Install cloudflared from Cloudflare, then open this page again, or name its file in Settings.</source>
            <translation>This Amux knows no checksum of it for this computer. Install cloudflared from Cloudflare, then open this page again, or name its file in Settings.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Tokens are not required</source>
            <translation>Tokens are not required</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Tokens required</source>
            <translation>Tokens required</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Your providers</source>
            <translation>Your providers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>cloudflared is not here</source>
            <translation>cloudflared is not here</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>%n connection(s) to Cloudflare</source>
            <translation>
                <numerusform>%n connection to Cloudflare</numerusform>
                <numerusform>%n connections to Cloudflare</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Asking Cloudflare for a connection, usually 5 seconds</source>
            <translation>Asking Cloudflare for a connection, usually 5 seconds</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Edge</source>
            <translation>Edge</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Only programs on this computer can reach the proxy.</source>
            <translation>Only programs on this computer can reach the proxy.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>QR code</source>
            <translation>QR code</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Refused</source>
            <translation>Refused</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Setting up the tunnel…</source>
            <translation>Setting up the tunnel…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Show log</source>
            <translation>Show log</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Stopping the tunnel…</source>
            <translation>Stopping the tunnel…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The proxy is reachable from the internet</source>
            <translation>The proxy is reachable from the internet</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The tunnel ended</source>
            <translation>The tunnel ended</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The tunnel is off</source>
            <translation>The tunnel is off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The tunnel lost its connection</source>
            <translation>The tunnel lost its connection</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Traffic</source>
            <translation>Traffic</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Trying again in {seconds} s</source>
            <translation>Trying again in {seconds} s</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Up for</source>
            <translation>Up for</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>cloudflared is looking for another way to Cloudflare</source>
            <translation>cloudflared is looking for another way to Cloudflare</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{days} d {hours} h</source>
            <translation>{days} d {hours} h</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{hours} h {minutes} min</source>
            <translation>{hours} h {minutes} min</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>A tunnel of mine, by its token</source>
            <translation>A tunnel of mine, by its token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Amux makes the tunnel and its DNS record in your account.</source>
            <translation>Amux makes the tunnel and its DNS record in your account.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Choose…</source>
            <translation>Choose…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Delete the tunnel at Cloudflare</source>
            <translation>Delete the tunnel at Cloudflare</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Enter token…</source>
            <translation>Enter token…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Leads to</source>
            <translation>Leads to</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>My Cloudflare domain</source>
            <translation>My Cloudflare domain</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Needs the token that Cloudflare shows for it.</source>
            <translation>Needs the token that Cloudflare shows for it.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Random, changes each time</source>
            <translation>Random, changes each time</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Set up…</source>
            <translation>Set up…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>The token is stored, sealed.</source>
            <translation>The token is stored, sealed.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>all proxies</source>
            <translation>all proxies</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>every model (/v1)</source>
            <translation>every model (/v1)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>nothing yet</source>
            <translation>nothing yet</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/palette.py" />
            <source>%n result(s)</source>
            <translation>
                <numerusform>%n result</numerusform>
                <numerusform>%n results</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Actions</source>
            <translation>Actions</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Pages</source>
            <translation>Pages</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Proxies and providers</source>
            <translation>Proxies and providers</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Recent</source>
            <translation>Recent</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Results</source>
            <translation>Results</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Search pages and actions</source>
            <translation>Search pages and actions</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Type a command, page, proxy or model</source>
            <translation>Type a command, page, proxy or model</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>move</source>
            <comment>keys</comment>
            <translation>move</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>run</source>
            <comment>keys</comment>
            <translation>run</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/proxy_control.py" />
            <source>Port {port} is in use</source>
            <translation>Port {port} is in use</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/proxy_control.py" />
            <source>The proxy did not start</source>
            <translation>The proxy did not start</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy failed</source>
            <translation>Proxy failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy running</source>
            <translation>Proxy running</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy starting</source>
            <translation>Proxy starting</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy stopped</source>
            <translation>Proxy stopped</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy stopping</source>
            <translation>Proxy stopping</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>{state}, {address}</source>
            <translation>{state}, {address}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/session.py" />
            <source>Open or quit it from here.</source>
            <translation>Open or quit it from here.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/session.py" />
            <source>The proxy stopped</source>
            <translation>The proxy stopped</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Close a dialog, the inspector or the search</source>
            <translation>Close a dialog, the inspector or the search</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Fold or unfold the sidebar</source>
            <translation>Fold or unfold the sidebar</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Move an entry up or down</source>
            <translation>Move an entry up or down</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>New entry on this page</source>
            <translation>New entry on this page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Next area of the window</source>
            <translation>Next area of the window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Next log entry</source>
            <translation>Next log entry</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Open settings</source>
            <translation>Open settings</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Previous area of the window</source>
            <translation>Previous area of the window</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Previous log entry</source>
            <translation>Previous log entry</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Quit Amux</source>
            <translation>Quit Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Refresh this page</source>
            <translation>Refresh this page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Save the form</source>
            <translation>Save the form</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Search or filter on this page</source>
            <translation>Search or filter on this page</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Show the shortcuts</source>
            <translation>Show the shortcuts</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Start or stop the proxy</source>
            <translation>Start or stop the proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Fold the sidebar</source>
            <translation>Fold the sidebar</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Observe</source>
            <translation>Observe</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Routing</source>
            <translation>Routing</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>%n account(s) cannot serve now</source>
            <translation>
                <numerusform>%n account cannot serve now</numerusform>
                <numerusform>%n accounts cannot serve now</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>A change that was cut short has been finished.</source>
            <translation>A change that was cut short has been finished.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Amux has another address now; the settings follow.</source>
            <translation>Amux has another address now; the settings follow.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Lines of Amux had gone from the settings and are back.</source>
            <translation>Lines of Amux had gone from the settings and are back.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Requests are recorded again</source>
            <translation>Requests are recorded again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Requests cannot be recorded for now</source>
            <translation>Requests cannot be recorded for now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>changed by another program: {tools}</source>
            <translation>changed by another program: {tools}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>failed</source>
            <comment>tunnel</comment>
            <translation>failed</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>in use: {tools}</source>
            <translation>in use: {tools}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>not written for now</source>
            <translation>not written for now</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>on</source>
            <comment>tunnel</comment>
            <translation>on</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>reconnecting</source>
            <comment>tunnel</comment>
            <translation>reconnecting</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>starting</source>
            <comment>tunnel</comment>
            <translation>starting</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>the proxy is stopped</source>
            <translation>the proxy is stopped</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{page}, {state}</source>
            <translation>{page}, {state}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{tool} could not be pointed at Amux again</source>
            <translation>{tool} could not be pointed at Amux again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{tool} goes through Amux again</source>
            <translation>{tool} goes through Amux again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{tool} was set right</source>
            <translation>{tool} was set right</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/startup_error.py" />
            <source>Amux cannot start</source>
            <translation>Amux cannot start</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/startup_error.py" />
            <source>Quit</source>
            <translation>Quit</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Amux: {state}</source>
            <translation>Amux: {state}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Open Amux</source>
            <translation>Open Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Settings…</source>
            <translation>Settings…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Amux ended while it was being written.</source>
            <translation>Amux ended while it was being written.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Ask again</source>
            <translation>Ask again</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Check the parameters of this chat, or choose another model above.</source>
            <translation>Check the parameters of this chat, or choose another model above.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Choose a model that the provider offers.</source>
            <translation>Choose a model that the provider offers.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Copy the answer</source>
            <translation>Copy the answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Go on with this answer</source>
            <translation>Go on with this answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Replace the API key on the Providers page.</source>
            <translation>Replace the API key on the Providers page.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Say it in other words, or choose another model above.</source>
            <translation>Say it in other words, or choose another model above.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Start a new chat, or send less.</source>
            <translation>Start a new chat, or send less.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Stopped after {total}</source>
            <translation>Stopped after {total}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>The API key may not use this model. Choose another one above.</source>
            <translation>The API key may not use this model. Choose another one above.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>The chat goes on from here</source>
            <translation>The chat goes on from here</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>This answer is not complete</source>
            <translation>This answer is not complete</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Top up the account at the provider, or choose another one above.</source>
            <translation>Top up the account at the provider, or choose another one above.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Try again in a moment, or choose another model above and ask again.</source>
            <translation>Try again in a moment, or choose another model above and ask again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Try again, or choose another model above and ask again.</source>
            <translation>Try again, or choose another model above and ask again.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Waiting for the answer…</source>
            <translation>Waiting for the answer…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{model} has answered</source>
            <translation>{model} has answered</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{said}
{step}</source>
            <translation>{said}
{step}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{total}, first token {first}</source>
            <translation>{total}, first token {first}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{total}, first token {first}, {sent} in, {got} out</source>
            <translation>{total}, first token {first}, {sent} in, {got} out</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{total}, first token {first}, {sent} in, {got} out, {cost}</source>
            <translation>{total}, first token {first}, {sent} in, {got} out, {cost}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Enter to send, Shift Enter for a new line</source>
            <translation>Enter to send, Shift Enter for a new line</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Offer the example tools: a clock and a calculator</source>
            <translation>Offer the example tools: a clock and a calculator</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Remove {name}</source>
            <translation>Remove {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>Result of {name}</source>
            <translation>Result of {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>The provider does not show the thoughts.</source>
            <translation>The provider does not show the thoughts.</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>Thinking…</source>
            <translation>Thinking…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>Thought for {time}</source>
            <translation>Thought for {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Edit as another version</source>
            <translation>Edit as another version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Next version</source>
            <translation>Next version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Previous version</source>
            <translation>Previous version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Send as another version</source>
            <translation>Send as another version</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Show all ({size} KB)</source>
            <translation>Show all ({size} KB)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Version {place} of {count}</source>
            <translation>Version {place} of {count}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Your message</source>
            <translation>Your message</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_text.py" />
            <source>Code in {language}</source>
            <translation>Code in {language}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_text.py" />
            <source>Text of the answer</source>
            <translation>Text of the answer</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_text.py" />
            <source>code</source>
            <translation>code</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Wrap long lines</source>
            <translation>Wrap long lines</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/field.py" />
            <source>Optional</source>
            <translation>Optional</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/flow.py" />
            <source>{way}, if it fails {backup}</source>
            <translation>{way}, if it fails {backup}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/markdown_view.py" />
            <source>Image: {name}</source>
            <translation>Image: {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/price_rows.py" />
            <source>Estimate</source>
            <translation>Estimate</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Choices</source>
            <translation>Choices</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Search or type a name…</source>
            <translation>Search or type a name…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Use {name}</source>
            <translation>Use {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/starter_card.py" />
            <source>{title}. {detail}</source>
            <translation>{title}. {detail}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/stat_tile.py" />
            <source>{label}: {value} {unit}, {note}</source>
            <translation>{label}: {value} {unit}, {note}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/step_bar.py" />
            <source>Step {step} of {count}: {name}</source>
            <translation>Step {step} of {count}: {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/table_columns.py" />
            <source>Reset the columns</source>
            <translation>Reset the columns</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/token_rows.py" />
            <source>{scope}, expired {date}</source>
            <translation>{scope}, expired {date}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/token_rows.py" />
            <source>{scope}, until {date}</source>
            <translation>{scope}, until {date}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Copy as CSV</source>
            <translation>Copy as CSV</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Every part of the chart is switched off</source>
            <translation>Every part of the chart is switched off</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Explore…</source>
            <translation>Explore…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Latency</source>
            <translation>Latency</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Show as chart</source>
            <translation>Show as chart</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Show as table</source>
            <translation>Show as table</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Split the chart</source>
            <translation>Split the chart</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>What the chart shows</source>
            <translation>What the chart shows</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>In total</source>
            <translation>In total</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Input</source>
            <translation>Input</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Median</source>
            <translation>Median</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Others</source>
            <translation>Others</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Output</source>
            <translation>Output</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Succeeded</source>
            <translation>Succeeded</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>removed provider</source>
            <translation>removed provider</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>removed proxy</source>
            <translation>removed proxy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Anthropic Messages</source>
            <translation>Anthropic Messages</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Any format</source>
            <translation>Any format</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Gemini</source>
            <translation>Gemini</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Google Gemini</source>
            <translation>Google Gemini</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>OpenAI Chat</source>
            <translation>OpenAI Chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>OpenAI Chat Completions</source>
            <translation>OpenAI Chat Completions</translation>
        </message>
    </context>
</TS>
