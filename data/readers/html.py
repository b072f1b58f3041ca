"""Saved web pages: title, the metadata a page prints or carries in `meta`, and the article."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from data import noise
from data.errors import UnreadableNotice
from data.numbering import number_at
from data.readers.encoding import decode
from data.readers.extras import load
from data.readers.html_guess import guess
from data.readers.html_places import find
from data.readers.html_text import lines
from data.readers.types import Converted
from data.script import fold

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})|<\?xml[^>]{0,80}encoding=["']([\w-]{3,20})""", re.I
)
_HEAD_BYTES = 8192  # where a charset must be declared; browsers look at 1024, real pages put it later
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_DATES = ("pubdate", "publishdate", "pubtime", "publish_time", "article:published_time", "og:release_date")
_SOURCES = ("contentsource", "source", "og:article:author", "mediaid")
_LABELLED_DATE = re.compile(r"(?:发布|发文|公开|更新)?(?:日期|时间)\s*:\s*\[?\s*(?:19|20)\d\d")
_LABELLED_SOURCE = re.compile(r"来源\s*:\s*\S")
_PRINTED = re.compile(  # lines outside the article that are worth keeping
    r"(?:信息|稿件|文章)?来源|发布(?:日期|时间|机构|单位|机关|部门)|(?:公开|更新|成文|生成|发文)(?:日期|时间)|索引号|发文(?:机关|单位|字号)|文号|日期|时间"
)
_SAYS = re.compile(r"[。；;]|^\|")
_LINE = 300  # characters; a longer line that begins like metadata is prose
_NEAR = 400  # characters at the head of the article where a title or date of its own may stand


def read_html(raw: bytes) -> Converted:
    """Raises UnreadableNotice where there is no text to read, MissingExtra without lxml."""
    declared = _CHARSET.search(raw[:_HEAD_BYTES])
    return read_page(decode(raw, (declared[1] or declared[2] or b"").decode("ascii") if declared else ""))


def read_page(page: str) -> Converted:
    """A decoded page: title, metadata lines, article, with the address the page names for itself."""
    tree = _parse(page)
    body = tree.find("body")
    if body is None:
        body = tree
    article = find(body)
    if article is None:
        article = guess(body, page)
    text = lines(article)
    if not text:
        raise UnreadableNotice("网页里没有文字(正文可能由脚本生成)。请在浏览器里打开,等正文出现后另存,或复制为文本")
    if not any(map(_says_something, text)):
        raise UnreadableNotice(
            "网页里只有菜单和链接,没有正文(正文可能在框架(iframe)里,或要登录)。请打开正文本身的页面再另存,或复制为文本"
        )
    meta = _meta(tree)
    around = [] if article is body else lines(body, stop=article, pairs=True)
    head = _head(tree, meta, around, "\n".join(text)[:_NEAR])
    return Converted("\n".join([*head, *text]), _address(tree, meta, page))


def _parse(page: str) -> Any:
    html = load("lxml.html")
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page.replace("\x00", ""))  # a declaration lxml refuses in decoded text
    try:
        tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))
    except load("lxml.etree").LxmlError as error:
        raise UnreadableNotice("网页里没有内容,不能读取") from error
    return tree


def _meta(tree: Any) -> dict[str, str]:
    """Lower-case names of `meta` elements → their content; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        content = re.sub(r"\s+", " ", element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _head(tree: Any, meta: dict[str, str], around: list[str], opening: str) -> list[str]:
    """The title, unless the article opens with it, and metadata lines: as printed, else as the page carries them."""
    kept = [line for line in around if len(line) <= _LINE and _PRINTED.search(line) and _is_metadata(line)]
    known = fold("\n".join([*kept, opening]))
    for names, label, printed in ((_DATES, "发布日期", _LABELLED_DATE), (_SOURCES, "来源", _LABELLED_SOURCE)):
        value = next((meta[name] for name in names if name in meta), "")
        if value and not printed.search(known) and (label == "来源" or re.search(r"\d{4}", value)):
            kept.append(f"{label}：{value}")
    title = _title(tree, meta, around)
    return [*([title] if title and _squeezed(title) not in _squeezed(opening) else []), *kept]


def _says_something(line: str) -> bool:
    """Whether a line can be of a notice: a sentence, a numbered heading, a row of a table."""
    return bool(_SAYS.search(line)) or number_at(fold(line)) is not None


def _is_metadata(line: str) -> bool:
    folded = fold(line)
    return bool(noise.METADATA.match(folded) or noise.METADATA.match(noise.INLINE.sub("", folded).strip(" |·")))


def _title(tree: Any, meta: dict[str, str], around: list[str]) -> str:
    """What the page calls its article: its own field, a heading, else the window title without the site's name."""
    if title := meta.get("articletitle", ""):
        return title
    for level in ("h1", "h2"):
        for heading in tree.iter(level):
            printed = "".join(lines(heading))
            if len(printed) >= 8 and (printed in around or not around):
                return printed
    if title := meta.get("og:title", ""):
        return title
    window = next((re.sub(r"\s+", " ", "".join(t.itertext())).strip() for t in tree.iter("title")), "")
    parts = [part.strip() for part in re.split(r"\s*[-_—|–>]+\s*", window) if part.strip()]
    return max(parts, key=len, default="")


def _address(tree: Any, meta: dict[str, str], page: str) -> str:
    """The address a page gives for itself, or "": only a full one that leads to more than the site's front page."""
    saved = _SAVED_FROM.search(page[:4000])
    base = next((b.get("href") or "" for b in tree.iter("base")), "") or (saved[1] if saved else "")
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for named in (*canonical, meta.get("og:url", ""), meta.get("url", ""), saved[1] if saved else ""):
        try:
            address: str = urljoin(base, named.strip())
            parts = urlsplit(address)
        except ValueError:  # brackets that are no IPv6 address
            continue
        if parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query):
            return address
    return ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", fold(text))
