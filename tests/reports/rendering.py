"""Markdown as GitHub's summary page renders it: CommonMark with tables, in which HTML is HTML."""

import re
from typing import NamedTuple

from markdown_it import MarkdownIt

renderer = MarkdownIt("commonmark").enable("table")
HARMLESS = re.compile(r"</?(details|summary|br|sub|sup)( open)?>")


class Table(NamedTuple):
    rows: list  # of lists of texts, the header first
    lines: list  # of the source


class Page(NamedTuple):
    tables: list
    text: str
    tags: list  # of each HTML token, as it was written
    kinds: set  # of tokens


def text_of(token):
    return "".join({"text": child.content, "code_inline": child.content, "softbreak": " ", "hardbreak": " "}.get(child.type, "")
                   for child in token.children)


def tables_of(tokens, lines):
    tables = []
    for token in tokens:
        if token.type == "table_open":
            tables.append(Table([], lines[token.map[0]:token.map[1]]))
        elif token.type == "tr_open":
            tables[-1].rows.append([])
        elif token.type == "inline" and token.level >= 4 and tables and tables[-1].rows:
            tables[-1].rows[-1].append(text_of(token))
    return tables


def page_of(markdown):
    tokens = renderer.parse(markdown)
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    return Page(tables_of(tokens, markdown.splitlines()),
                "\n".join(text_of(token) if token.type == "inline" else token.content for token in tokens),
                [token.content.strip() for token in tokens + inline if token.type in ("html_block", "html_inline")],
                {token.type for token in tokens + inline})


def assert_whole(page):
    """Each row has the cells of its header, and nothing is HTML, a link or a picture."""
    assert page.tables
    for table in page.tables:
        # The renderer drops cells that are too many, so the source is counted.
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in table.lines} == {len(table.rows[0]) + 1}, table.lines
    assert [tag for tag in page.tags if not HARMLESS.fullmatch(tag)] == []
    assert not {kind for kind in page.kinds if kind.startswith(("link", "image"))}
