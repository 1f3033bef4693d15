<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
    <context>
        <name>amux</name>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Show all ({size} KB)</source>
            <translation>Show all ({size} KB)</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Wrap long lines</source>
            <translation>Wrap long lines</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/copy_field.py" />
            <source>Copied</source>
            <translation>Copied</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/field.py" />
            <source>Optional</source>
            <translation>Optional</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/field.py" />
            <source>Show the key</source>
            <translation>Show the key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/flow.py" />
            <source>{way}, if it fails {backup}</source>
            <translation>{way}, if it fails {backup}</translation>
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
            <source>Search…</source>
            <translation>Search…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Use {name}</source>
            <translation>Use {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/stat_tile.py" />
            <source>{label}: {value} {unit}, {note}</source>
            <translation>{label}: {value} {unit}, {note}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/toast.py" />
            <source>Close</source>
            <translation>Close</translation>
        </message>
    </context>
</TS>
