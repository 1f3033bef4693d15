<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
    <context>
        <name>amux</name>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Copy</source>
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
            <location filename="../amux_desktop/gui/widgets/copy_field.py" />
            <source>Copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/field.py" />
            <source>Optional</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/field.py" />
            <source>Show the key</source>
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
            <source>Search…</source>
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
            <location filename="../amux_desktop/gui/widgets/toast.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
