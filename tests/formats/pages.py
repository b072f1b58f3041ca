"""The invented notice as the pages of several content management systems, each with its own furniture."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from html import escape

from tests.formats.notice import BARRED, BODY, PUBLISHED, SOURCE, TABLE, TITLE

NAVIGATION = (
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xxgk">信息公开</a></li><li><a href="/zmhd">政民互动</a></li></ul></div>'
    '<div class="position">您当前的位置：<a href="/">首页</a> &gt; <a href="/gg">通知公告</a> &gt; 正文</div>'
)
FOOTER = (
    '<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div><div class="links">上一篇：<a href="a.html">关于开展全民健身月活动的通知</a></div>'
    '<div class="footer"><p>主办：南溪市体育局  承办：南溪市大数据中心</p><p>网站标识码：5106000001  蜀ICP备05000001号  版权所有</p>'
    "<script>document.write('访问量：12345')</script></div>"
)
SCRIPTS = "<script>var a = '一、脚本里的文字。';</script><style>.x{content:'样式'}</style>"


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{TITLE}_{SOURCE}</title>{head}{SCRIPTS}</head>\n'
        f"<body>{body}</body></html>"
    )


def meta(url: str = "") -> str:
    """The metadata elements that the standard for government sites asks for."""
    link = f'<link rel="canonical" href="{url}">' if url else ""
    return (
        f'<meta name="SiteName" content="{SOURCE}"><meta name="ArticleTitle" content="{TITLE}">'
        f'<meta name="PubDate" content="{PUBLISHED} 09:30"><meta name="ContentSource" content="{SOURCE}">{link}'
    )


def paragraphs(lines: Sequence[str] = BODY) -> str:
    return "\n".join(f'<p style="text-indent:2em">&emsp;&emsp;{escape(line)}</p>' for line in lines)


def trs() -> str:
    """Title and date outside the editor's container, print and font buttons beside them."""
    inner = f'<div class="TRS_Editor"><style>p{{}}</style>{paragraphs()}</div>'
    return page(
        f'{NAVIGATION}<div class="article"><h1>{TITLE}</h1><div class="info">发布时间：{PUBLISHED} 09:30 来源：{SOURCE} 【字体：大 中 小】 打印</div>'
        f'<div id="zoom" class="view">{inner}</div></div>{FOOTER}',
        meta("https://tyj.example.gov.cn/art/2024/5/8/art_1_2.html"),
    )


def breaks_only() -> str:
    """One block, lines parted by <br> alone and set in with non-breaking spaces."""
    inner = "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}<br/>" for line in BODY)
    return page(f'{NAVIGATION}<div id="UCAP-CONTENT">{inner}</div>{FOOTER}', meta())


def word_pasted() -> str:
    """Pasted from Word: every few characters in a span, o:p, conditional comments, hidden list marks."""
    inner = ""
    for line in BODY:
        runs = [line[at : at + 7] for at in range(0, len(line), 7)]
        spans = "".join(
            f'<span lang="ZH-CN" style="font-family:仿宋_GB2312;mso-ascii-font-family:\'Times New Roman\'">{escape(run)}</span>'
            for run in runs
        )
        inner += (
            f'<p class="MsoNormal" style="margin:0;text-indent:32pt"><!--[if !supportLists]--><span style="mso-hide:all">·</span>'
            f"<!--[endif]-->{spans}<o:p></o:p></p><p class=MsoNormal><span>&nbsp;<o:p></o:p></span></p>"
        )
    return page(f'{NAVIGATION}<div class="pages_content"><div>{inner}</div></div>{FOOTER}', meta())


def laid_out_by_tables() -> str:
    """An old page: nested layout tables, the article in a cell, metadata in a table of labels."""
    labels = (
        f"<table class=xxgk><tr><td>索 引 号：</td><td>510600/2024-0012</td><td>发布机构：</td><td>{SOURCE}</td></tr>"
        f"<tr><td>发布日期：</td><td>{PUBLISHED}</td><td>文号：</td><td></td></tr></table>"
    )
    article = f"<table width=100%><tr><td align=center>{TITLE}</td></tr><tr><td>{paragraphs()}</td></tr></table>"
    return page(
        f"<form id=aspnetForm>{NAVIGATION}<table><tr><td>{labels}</td></tr><tr><td><table><tr><td width=1><img src=a.gif></td>"
        f"<td class=bt_content id=content>{article}</td></tr></table></td></tr></table></form>{FOOTER}"
    )


def with_table() -> str:
    """Items as a table, head in th, paragraphs inside cells, one cell empty."""
    rows = "".join(
        "<tr>" + "".join(f"<t{'h' if n == 0 else 'd'}><p>{escape(c)}</p></td>" for c in row) + "</tr>"
        for n, row in enumerate(TABLE)
    )
    table = f"<table border=1><caption></caption><tbody>{rows}</tbody></table>"
    return page(
        f'{NAVIGATION}<div class="v_news_content">{paragraphs(BODY[:5])}{table}{paragraphs(BODY[-5:])}</div>{FOOTER}',
        meta(),
    )


def numbered_by_browser() -> str:
    """Lists whose numbers only the browser prints."""
    return page(
        f'<article>{paragraphs(BODY[:5])}<ol style="list-style-type:cjk-ideographic"><li>关于场馆管理的问题。已整改到位，相关制度已经印发并公布。</li>'
        f"<li>关于器材管护的问题。<ol><li>更换破损器材96件。</li><li>2024年起每月巡查。</li></ol></li></ol>"
        f'<ol style="list-style:none"><li>三、其他事项</li></ol>{paragraphs(BODY[-5:])}</article>',
        meta(),
    )


NUMBERED = (
    *BODY[:5], "一、关于场馆管理的问题。已整改到位，相关制度已经印发并公布。", "二、关于器材管护的问题。",
    "1. 更换破损器材96件。", "2. 2024年起每月巡查。", "三、其他事项", *BODY[-5:],
)  # fmt: skip


def unknown_template() -> str:
    """No container that anyone knows; the text breaks lines inside sentences, as sources do."""
    inner = "".join(f"<p>{escape(line[:20])}\n      {escape(line[20:])}</p>\n" for line in BODY)
    return page(
        f'{NAVIGATION}<div class="qx7"><div class="k2"><h2>{TITLE}</h2><p class="k3">发布日期：{PUBLISHED}　来源：{SOURCE}</p><div class="k9">{inner}</div></div>'
        f'<div class="k4"><h3>相关阅读</h3><ul><li><a href="1.html">南溪市教育局党组关于整改情况的通报</a></li></ul></div></div>{FOOTER}'
    )


def bare() -> str:
    """A page that is nothing but its text."""
    return "<html><body>" + "<br>".join((TITLE, *BODY)) + "</body></html>"


def script_only() -> str:
    """What a page that draws itself leaves behind when saved as source."""
    return '<html><head><title></title></head><body><div id="app"></div><script src="app.js"></script></body></html>'


def framed() -> str:
    """The page around a notice that stands in a frame: title, date and links."""
    return page(
        f'<h1>{TITLE}</h1><p>发布日期：{PUBLISHED}</p><iframe src="/art/content.html"></iframe>'
        '<p>扫一扫在手机打开当前页</p><p>上一篇：<a href="1.html">关于放假安排的通知</a></p>'
    )


def index_page() -> str:
    """A list of notices, which is none."""
    rows = "".join(
        f'<li><a href="{n}.html">中共某{n}局党组关于巡察整改进展情况的通报</a>2024-05-0{n}</li>' for n in range(1, 9)
    )
    return page(f"<ul>{rows}</ul><p>首页 上一页 1 2 下一页 尾页</p>")


def mhtml(page: Callable[[], str] = trs, *frames: Callable[[], str]) -> bytes:
    """A page, the first one if not told otherwise, saved as one file with the frames it shows."""
    parts = "".join(
        "--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://tyj.example.gov.cn/{name}.html\r\n\r\n{base64.encodebytes(made().encode()).decode()}\r\n"
        for name, made in zip("abc", (page, *frames), strict=False)
    )
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tyj.example.gov.cn/a.html\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b1"\r\n\r\n'
        f"{parts}--b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b1--\r\n"
    ).encode()


__all__ = ["BARRED", "NUMBERED"]
