"""Where a government page keeps its article: the containers of the common content management systems."""

from __future__ import annotations

import re
from typing import Any

from data.readers.html_text import hidden, lines

# Class names and ids, most telling first. An editor's own container comes before the page's, which also
# holds buttons and attachments. A trailing * matches any ending (vsb_content_2, vsb_content_1001).
_CONTAINERS = (
    "trs_editor trs_ueditor trs_editor_view trs_web ucap-content zoom js_content v_news_content vsb_content* "
    "easysitetext easysite-news-text ewb-article-content artibody article_content article-content articlecontent "
    "articlecon article-con article_con news_content news-content newscontent newstext pages_content "
    "xxgk_content detail-content detail_content detailcontent view-content content-text contenttext con_text "
    "main-txt info-content info_content infocontent xl_content xl-content xlcontent bt_content bt-content "
    "gp-article wzcon wznr conzt textcontent txtcontent text_content rich_media_content "
    "articlebody article-body cont_text conttxt",
    "article main-content maincontent main_content content_main detail con_con con content text zw nr main body",
)
_TAGS = frozenset(("article", "main"))
_LEAST = 120  # characters; less is a widget or an abstract, not a notice
_SHARE = 0.6  # of the fullest container's text; a telling name on a small box must not win over the article


def find(body: Any) -> Any | None:
    """The element that holds the article, or None where no known container holds enough text."""
    for names in _CONTAINERS:
        exact = {name for name in names.split() if not name.endswith("*")}
        opening = tuple(name[:-1] for name in names.split() if name.endswith("*"))
        order = {name.rstrip("*"): place for place, name in enumerate(names.split())}
        found: list[tuple[int, int, Any]] = []
        counted: set[tuple[int, Any]] = set()
        for element in body.iterdescendants():
            rank = _rank(element, exact, opening, order)
            if rank is not None and not hidden(element):
                # of containers of one name inside each other the outermost is read, the others once is enough
                if any((rank, above) in counted for above in element.iterancestors()):
                    continue
                counted.add((rank, element))
                size = _size(element)
                if size >= _LEAST:
                    found.append((rank, size, element))
        if found:
            most = max(size for _, size, _ in found)
            best = min((entry for entry in found if entry[1] >= _SHARE * most), key=lambda e: (e[0], -e[1]))
            return best[2]
    return None


def _rank(element: Any, exact: set[str], opening: tuple[str, ...], order: dict[str, int]) -> int | None:
    if not isinstance(element.tag, str):
        return None
    names = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('itemprop') or ''}".lower().split()
    ranks = [order[name] for name in names if name in exact]
    ranks += [order[start] for start in opening for name in names if name.startswith(start)]
    if element.tag in _TAGS and element.tag in order:
        ranks.append(order[element.tag])
    return min(ranks, default=None)


def _size(element: Any) -> int:
    """Characters of visible text outside links."""
    linked = sum(len("".join(a.itertext())) for a in element.iterdescendants("a"))
    return sum(len(re.sub(r"\s", "", line)) for line in lines(element)) - linked
