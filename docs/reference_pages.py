"""Pages of the documentation that are read off the code when the site is built: a hook of MkDocs, writing docs/reference.

Commands, settings and errors in both languages, so that none can be missing or out of date. The Chinese of a sentence is
that of the window's catalogue. https://www.mkdocs.org/dev-guide/plugins/#events
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import typer.main

from amux_desktop.cli.main import build
from amux_desktop.core.errors import MESSAGES
from amux_desktop.core.settings import SETTINGS, Setting
from amux_desktop.gui.i18n import Text
from amux_desktop.gui.messages import _TEXTS as IN_THE_WINDOW
from amux_desktop.gui.pages.settings_sections import SECTIONS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parent.parent
Translate = Callable[[str], str]
_ENTRIES = {entry.key: entry for section in SECTIONS for group in section.groups for entry in group.entries}
_BROKEN_LINE = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])\n(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)

_SPAN = re.compile(r"a (?P<whole>whole )?number from (?P<low>\S+) up to (?P<high>\S+)(?: \((?P<unit>\w+)\))?")
_CHINESE = {
    "seconds": "秒",
    "minutes": "分钟",
    "hours": "小时",
    "days": "天",
    "percent": "%",
    "text": "文本",
    "a list separated by commas": "以逗号分隔的列表",
    "a host name or address without port": "主机名或地址，不含端口",
    "system, none, or an address such as http://host:8080 or socks5://host:1080": "system、none，或地址，例如 http://host:8080、socks5://host:1080",
    "empty for the built-in SQLite file, or a URL such as postgresql+psycopg://user@host/name": "留空使用内置 SQLite 文件，或 URL，例如 postgresql+psycopg://user@host/name",
    "empty, or a URL such as valkey://host:6379/0, valkeys:// with TLS, or unix:///run/valkey.sock": "留空，或 URL，例如 valkey://host:6379/0、带 TLS 的 valkeys://、unix:///run/valkey.sock",
    "Colours of the window.": "窗口的颜色。",
}
"""What a setting accepts, and the one that has pictures in the window instead of a row."""

_HEADS = {
    "en": {
        "cli": "# Commands\n\nEvery command, with its arguments. What they have in common is in [The command line](../command-line.md).\n",
        "settings": "# Settings\n\nChanged in the window, with `amux settings set KEY VALUE`, or in the configuration file where it says so. "
        "`amux settings list` shows what is in force.\n",
        "errors": "# Errors\n\nThe code is what `--json` and the proxy's `code` field carry; the sentence is what people read. "
        "Words in braces are filled in.\n",
        "columns": "| Setting | Default | Accepts | What it does |\n|---|---|---|---|\n",
        "restart": "Takes effect when the proxy is started again.",
        "file": "In the configuration file.",
        "error_columns": "| Code | What happened, and what to do |\n|---|---|\n",
        "argument": "Argument or option",
        "meaning": "Meaning",
    },
    "zh": {
        "cli": "# 命令\n\n全部命令及其参数。共同的约定见[命令行](../command-line.md)。命令的说明与程序输出一致，为英文。\n",
        "settings": "# 设置\n\n可在窗口中修改，也可用 `amux settings set 键 值`；注明“配置文件”的写在配置文件里。"
        "`amux settings list` 显示当前生效的值。\n",
        "errors": "# 错误\n\n代码即 `--json` 输出与代理 `code` 字段的内容，句子供人阅读；花括号中的词会被替换。\n",
        "columns": "| 设置 | 默认值 | 可用的值 | 作用 |\n|---|---|---|---|\n",
        "restart": "代理重新启动后生效。",
        "file": "写在配置文件里。",
        "error_columns": "| 代码 | 发生了什么，怎么办 |\n|---|---|\n",
        "argument": "参数或选项",
        "meaning": "含义",
    },
}


def on_pre_build(config: MkDocsConfig) -> None:
    chinese = _catalogue()
    translations: dict[str, tuple[str, Translate]] = {
        "en": ("", lambda text: text),
        "zh": (".zh", lambda text: chinese.get(text, text)),
    }
    folder = Path(config.docs_dir) / "reference"
    folder.mkdir(exist_ok=True)
    for language, (suffix, translate) in translations.items():
        _write(folder / f"cli{suffix}.md", command_page(language))
        _write(folder / f"settings{suffix}.md", settings_page(language, translate))
        _write(folder / f"errors{suffix}.md", errors_page(language, translate))


def on_page_markdown(markdown: str, **_: object) -> str:
    """A line that is broken between two Chinese characters would be shown with a space there."""
    return _BROKEN_LINE.sub("", markdown)


def _write(target: Path, text: str) -> None:
    """Only what differs: `mkdocs serve` builds again after every change of a file."""
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")


def command_page(language: str) -> str:
    return _HEADS[language]["cli"] + "".join(_commands(typer.main.get_command(build()), "amux", language))


def settings_page(language: str, translate: Translate) -> str:
    text, section = _HEADS[language]["settings"], ""
    for setting in SETTINGS.values():
        if setting.section != section:
            section = setting.section
            text += f"\n## {section}\n\n{_HEADS[language]['columns']}"
        text += _row(
            f"`{setting.key}`",
            _default(setting),
            _cell(_accepts(setting, language)),
            _what(setting, language, translate),
        )
    return text


def errors_page(language: str, translate: Translate) -> str:
    sentences = {code: sentence(code, language, translate) for code in sorted(MESSAGES)}
    rows = (_row(f"`{code}`", _cell(text)) for code, text in sentences.items())
    return _HEADS[language]["errors"] + "\n" + _HEADS[language]["error_columns"] + "".join(rows)


def sentence(code: str, language: str, translate: Translate) -> str:
    """What the command line says in English; in Chinese what the window says, whose English differs a little."""
    text = IN_THE_WINDOW.get(code)
    return MESSAGES[code] if language == "en" or text is None else translate(text.source)


def _commands(group: Any, path: str, language: str) -> Iterator[str]:
    """Typer brings its own copy of click, which has no public name."""
    for name, command in group.commands.items():
        if command.hidden:
            continue
        words = f"{path} {name}"
        if getattr(command, "commands", None):
            yield f"\n## {words}\n\n{command.help or ''}\n"
            yield from _commands(command, words, language)
            continue
        level = "##" if path == "amux" else "###"
        yield f"\n{level} {words}\n\n{command.help or ''}\n"
        rows = [row for parameter in command.params if (row := _parameter(parameter))]
        if rows:
            yield f"\n| {_HEADS[language]['argument']} | {_HEADS[language]['meaning']} |\n|---|---|\n" + "".join(rows)


def _parameter(parameter: Any) -> str:
    if getattr(parameter, "hidden", False) or "--help" in parameter.opts:
        return ""
    shown = parameter.metavar or ""
    if parameter.param_type_name == "argument":
        words = shown or parameter.name.upper()
    else:
        words = ", ".join((*parameter.opts, *parameter.secondary_opts))
        if shown and not parameter.is_flag:
            words += f" {shown}"
    return _row(f"`{words.replace('|', '/')}`", _cell(getattr(parameter, "help", None) or ""))


def _accepts(setting: Setting, language: str) -> str:
    if language == "en":
        return setting.allowed
    span = _SPAN.fullmatch(setting.allowed)
    if span is None:
        return _CHINESE.get(setting.allowed, setting.allowed)
    unit = f"（{_CHINESE.get(span['unit'], span['unit'])}）" if span["unit"] else ""
    return f"{span['low']} 至 {span['high']} 的{'整数' if span['whole'] else '数'}{unit}"


def _default(setting: Setting) -> str:
    text = setting.format(setting.default)
    return f"`{text}`" if text else "–"


def _what(setting: Setting, language: str, translate: Translate) -> str:
    notes = [setting.description if language == "en" else _in_the_window(setting, translate)]
    if setting.restart:
        notes.append(_HEADS[language]["restart"])
    if setting.place == "file":
        notes.append(_HEADS[language]["file"])
    return _cell(" ".join(notes))


def _in_the_window(setting: Setting, translate: Translate) -> str:
    """The row of the Settings page, which is what is translated; the table's own sentence is English only."""
    entry = _ENTRIES.get(setting.key)
    if entry is None:
        return _CHINESE.get(setting.description) or translate(setting.description)
    texts = [text.source if isinstance(text, Text) else str(text) for text in (entry.title, entry.description)]
    return "：".join(translate(text) for text in texts if text) + "。"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("{", "&#123;").replace("<", "&lt;")


def _catalogue() -> dict[str, str]:
    """English to Chinese, from the window's catalogue; plural forms are left out."""
    tree = ElementTree.parse(ROOT / "translations" / "amux_zh_CN.ts")  # noqa: S314 - our own file
    pairs = ((message.findtext("source"), message.findtext("translation")) for message in tree.iter("message"))
    return {source: target for source, target in pairs if source and target and target.strip()}
