"""Questions offered on the empty page; each only where the loaded notices speak of its subject."""

from __future__ import annotations

from collections.abc import Iterable

from data.types import Notice

# (a word that must occur in some notice, the question). General subjects of rectification notices,
# so that a corpus of another bureau gets the ones that fit it.
OFFERED = (
    ("文物", "文物保护做了哪些工作?"),
    ("剧本", "剧本杀怎么监管?"),
    ("问责", "追责问责了多少人?"),
    ("招投标", "招投标方面查出什么问题,怎么改的?"),
    ("采购", "政府采购不规范是怎么整改的?"),
    ("旅行社", "旅行社监管采取了哪些措施?"),
    ("医保", "医保基金监管有哪些整改措施?"),
    ("校外培训", "校外培训机构怎么监管?"),
    ("国有资产", "国有资产管理有哪些漏洞?"),
    ("形式主义", "形式主义问题是怎么整改的?"),
    ("监督电话", "对整改情况有意见,怎么反映?"),
)
SHOWN = 5  # one or two lines at 1280 px, five rows on a phone


def examples(notices: Iterable[Notice]) -> tuple[str, ...]:
    """Up to SHOWN questions the loaded notices can speak to, in the order of OFFERED."""
    texts = [notice.text for notice in notices]
    fitting = [question for word, question in OFFERED if any(word in text for text in texts)]
    return tuple(fitting[:SHOWN])
