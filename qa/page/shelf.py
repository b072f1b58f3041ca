"""The loaded notices and the ones just brought in, as markup: look before it is kept, ask before it is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from data.types import UNSTATED, Field, Metadata, Notice, Section
from index.types import Card
from qa.duplicates import Links, others
from qa.intake import Incoming, Received, Standing
from qa.page.html import Html, el, join
from qa.page.lines import told
from qa.page.orders import button, full_text, more
from qa.page.tables import Sorting, head, natural
from qa.page.versions import difference
from qa.page.words import Lang, say

KINDS = "可读文本、Markdown、网页、Word(.docx)、PDF、台账表格(.xlsx、.csv)和装着它们的 zip。"
PROMISE = "先看读出来的章节树,确认后才入库。文件只在本机读取和保存,不会发往任何地方。"
GLANCE = 20  # notices of which one sees without looking whether a certain one is there
PAGE = 200  # notices drawn at once
PREVIEWS = 20  # section trees drawn at once; the next follow when some are decided on
TREE = 4  # levels of the section tree in a preview
HEADING = 40  # characters of a heading there
LINKED = "与 {names} 为同一通报,已关联,回答中只显示一次"
MIRRORED = "与已载入的 {name} 几乎相同(相同部分 {share}),保留后自动关联,回答中只显示一次。"
OPENING = 160  # characters of the body there: enough to see that it is the right text


def locked(lang: Lang) -> Html:
    """In place of the box for files, where the library may not be changed."""
    line = say(lang, "这里只供查阅:只有管理员能加入、改名或移除通报。")
    return el("p", line, class_="promise locked")


def remark(said: str, lang: Lang) -> Html:
    """A line of the rooms below on the whole library, in the reader's language; nothing where there is none."""
    return el("p", told(said, lang), class_="note") if said else Html("")


def fitting(cards: Sequence[Card], sought: str) -> list[str]:
    """The ids of the notices whose name, title, unit or region hold every word looked for, in order."""
    words = sought.lower().split()
    said = ((c.notice_id, f"{c.notice_id} {c.stated.title} {c.stated.unit} {c.stated.region}".lower()) for c in cards)
    return [name for name, line in said if all(word in line for word in words)]


def seek(sought: str, found: int, loaded: int, lang: Lang) -> Html:
    """The box to look for a notice; nothing where all are seen at a glance."""
    if loaded <= GLANCE:
        return Html("")
    label = say(lang, "按标题、单位、地区或编号查找")
    box = el("input", type="search", value=sought or None, placeholder=label, aria_label=label, maxlength=60,
             data_do="seek", class_="set" if sought else None)  # fmt: skip
    count = say(lang, "{found} / {loaded} 份", found=found, loaded=loaded)
    return el("div", box, el("span", count, class_="promise", role="status"), class_="seek")


@dataclass(frozen=True, slots=True)
class Window:
    """How many of the notices are drawn; `by` which column all of them were sorted before, None for none."""

    shown: int = PAGE
    by: Sorting | None = None


_KEYS: tuple[Callable[[Card], str], ...] = (  # of the columns that have an order
    lambda card: card.stated.title,
    lambda card: card.day,
    lambda card: str(card.items),
)


def ordered(cards: Sequence[Card], by: Sorting | None) -> Sequence[Card]:
    """All notices as a column puts them, known without reading any; as loaded where it has no order."""
    if by is None or by.column >= len(_KEYS):
        return cards
    return sorted(cards, key=lambda card: natural(_KEYS[by.column](card)), reverse=by.down)


def notices(
    loaded: Sequence[Notice],
    lang: Lang,
    window: Window = Window(),
    edits: bool = True,
    same: Links = MappingProxyType({}),
) -> Html:
    """What is loaded, as far as the window goes, with its metadata; hovering a value shows the words it was read from.

    A list drawn whole is sorted by the browser. `same` are linked notices (`qa.duplicates.links`). Without `edits`
    there are no ways to change it."""
    if not loaded:
        how = "把文件拖到上面,或用 tongbao add 加入文件夹。" if edits else "请管理员加入。"
        return el("p", say(lang, f"还没有载入通报。{how}"), class_="promise")
    shown, by = window.shown, window.by
    rows = [_row(n, same, lang, edits) for n in loaded[:shown]]
    table = el(
        "table",
        head(lang, ("通报", "日期", "问题数", "操作"), by),
        el("tbody", join(rows)),
        class_="rows stack shelf",
        data_sort="sort-notices" if len(rows) < len(loaded) or by else None,
    )
    order = {"by": by.column, "down": int(by.down)} if by else {}
    listed = el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "通报管理"))
    return join([listed, more(lang, "more-notices", shown, len(loaded), PAGE, **order)])


def _row(notice: Notice, same: Links, lang: Lang, edits: bool) -> Html:
    m = notice.metadata
    same_as = "、".join(others(notice.id, same))
    chips = [el("span", f.value, class_="chip", title=f.quote.text) for f in (m.unit, m.region) if f]
    name = el(
        "td",
        el("b", notice.title),
        el("span", join(chips), el("small", f"{notice.id} · {notice.source.file}"), class_="about"),
        el("small", say(lang, LINKED, names=same_as)) if same_as else None,
        class_="title",
    )
    dates = (("巡察时间", _period(m)), ("反馈", m.feedback), ("落款", m.signed), ("发布", m.published))
    listed = join([el("div", el("dt", say(lang, label)), _stated(value, lang)) for label, value in dates])
    items = say(lang, "{count} 项问题", count=len(notice.items))
    return el("tr", name, el("td", el("dl", listed, class_="dates")), el("td", items, class_="muted"),
              el("td", _ways(notice, lang, edits)))  # fmt: skip


def _stated(field: Field | str | None, lang: Lang) -> Html:
    """A value, the words it was read from on hovering; 未载明 where there is none."""
    if isinstance(field, Field):
        return el("dd", field.value, title=field.quote.text)
    return el("dd", field) if field else el("dd", say(lang, UNSTATED), class_="muted")


def _period(m: Metadata) -> str:
    if m.inspected_from and m.inspected_to:
        return f"{m.inspected_from.value} ~ {m.inspected_to.value}"
    return ""


def _ways(notice: Notice, lang: Lang, edits: bool) -> Html:
    """Read, check, look back; rename and remove for whoever may."""
    audit = button(say(lang, "核对"), "audit", notice=notice.id)
    history = button(say(lang, "历次版本"), "history", notice=notice.id)
    changes = _changes(notice, lang) if edits else ()
    return el("div", full_text(lang, notice.id, 0, 0), audit, history, *changes, class_="acts")


def _changes(notice: Notice, lang: Lang) -> tuple[Html, ...]:
    """Rename and remove; both open first, so that no single click changes the library."""
    box = el("input", type="text", name="name", value=notice.id, maxlength=60, aria_label=say(lang, "新名称"))
    rename = el(
        "details",
        el("summary", say(lang, "改名")),
        el("span", box, button(say(lang, "保存"), "rename", notice=notice.id), class_="fields"),
        class_="confirm",
    )
    gone = say(lang, "移除后不再出现在回答、台账和对照中。")
    remove = el(
        "details",
        el("summary", say(lang, "移除")),
        el("span", gone, button(say(lang, "确认移除"), "remove", "act danger", notice=notice.id), class_="fields"),
        class_="confirm",
    )
    return rename, remove


def intake(received: Sequence[Received], waiting: Sequence[str], lang: Lang) -> Html:
    """One line per file with how far it has come, then each readable notice to look at. `waiting` are names of
    files not read yet."""
    if not received and not waiting:
        return el("p", say(lang, KINDS), " ", say(lang, PROMISE), class_="promise")
    rows = [row for one in received for row in _results(one, lang)]
    rows += [_waiting(name, lang) for name in waiting]
    labels = ("文件名", "读取", "解析", "问题条目", "段落", "结果")
    heads = el("thead", el("tr", join([el("th", say(lang, label), scope="col") for label in labels])))
    table = el("table", heads, el("tbody", join(rows)), class_="rows stack results")
    fresh = [i for one in received for i in one.incoming]
    previews = [_preview(number, i, lang) for number, i in enumerate(fresh)]
    many = sum(i.standing is not Standing.LOADED for i in fresh)
    everything = el(
        "div",
        button(say(lang, "全部保留({count})", count=many), "keep-all", "act main") if many > 1 else None,
        button(say(lang, "全部放弃" if many else "清除"), "discard-all"),
        class_="acts",
    )
    return join(
        [
            el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "读取结果")),
            everything if len(fresh) != 1 and not waiting else Html(""),
            *(previews[:PREVIEWS] if not waiting else ()),
        ]
    )


def _results(one: Received, lang: Lang) -> list[Html]:
    done = say(lang, "完成")
    rows = []
    for i in one.incoming:
        name = one.file if len(one.incoming) == 1 and not one.failures else f"{one.file} › {i.notice.source.file}"
        cells = (name, done, say(lang, "{count} 个标题", count=sum(1 for _ in i.notice.walk())))
        counts = (str(len(i.notice.items)), str(i.passages), say(lang, i.standing.value))
        rows.append(el("tr", join([el("td", cell) for cell in (*cells, *counts)])))
    for failure in one.failures:
        inside = failure.file.removeprefix(f"{one.file}/")
        name = one.file if failure.file == one.file else f"{one.file} › {inside}"
        message = el("td", say(lang, "未能读取"), ": ", told(failure.message, lang), colspan=5, class_="failed")
        rows.append(el("tr", el("td", name), message))
    return rows


def _waiting(name: str, lang: Lang) -> Html:
    return el("tr", el("td", name), el("td", say(lang, "等待读取…"), colspan=5, class_="muted"))


def _preview(number: int, one: Incoming, lang: Lang) -> Html:
    """A notice as it was understood: metadata, section tree, first words; keep it, replace another, or drop it."""
    notice, m = one.notice, one.notice.metadata
    if one.standing is Standing.LOADED:  # nothing to decide: its text is in the library
        return el("article", el("h3", notice.title), _decide(number, one, lang), class_="card incoming")
    facts = [
        (say(lang, label), field)
        for label, field in (("单位", m.unit), ("地区", m.region), ("反馈", m.feedback), ("落款", m.signed),
                             ("发布", m.published))
    ]  # fmt: skip
    listed = join([el("div", el("dt", label), _stated(value, lang)) for label, value in facts])
    opening = notice.text[notice.body_start : notice.body_start + OPENING].strip()
    tree = _tree(notice.sections, 1) if notice.sections else el("p", say(lang, "没有识别出标题,将整篇按段落收入。"))
    headings = sum(1 for _ in notice.walk())
    outline = el(
        "details",
        el("summary", say(lang, "章节树:{count} 个标题,{items} 项问题", count=headings, items=len(notice.items))),
        tree,
        class_="around tree",
        open=True,
    )
    return el(
        "article",
        el("h3", notice.title),
        el("dl", listed, class_="facts"),
        el("p", notice.source.note, class_="note") if notice.source.note else None,
        difference(one.before, notice.text, lang) if one.standing is Standing.CHANGED else None,
        outline,
        el("p", opening + "…", class_="text"),
        _decide(number, one, lang),
        class_="card incoming",
        aria_label=notice.title,
    )


def _tree(sections: Sequence[Section], level: int) -> Html:
    rows = []
    for section in sections:
        title = section.heading.text.strip()
        short = title if len(title) <= HEADING else title[: HEADING - 1] + "…"
        below = _tree(section.children, level + 1) if section.children and level < TREE else None
        rows.append(el("li", short, below))
    return el("ol", join(rows))


def _decide(number: int, one: Incoming, lang: Lang) -> Html:
    drop = button(say(lang, "放弃"), "discard", number=number)
    if one.standing is Standing.LOADED:
        loaded = say(lang, "内容与已载入的 {name} 完全相同,无需再次保留。", name=one.other)
        return el("div", el("p", loaded, class_="note"), drop, class_="acts")
    note = {
        Standing.CHANGED: say(lang, "已有名为 {name} 的通报。可以替换它,或改名后另存。", name=one.other),
        Standing.MIRROR: say(lang, MIRRORED, name=one.other, share=f"{one.share:.0%}"),
    }.get(one.standing)
    box = el("input", type="text", name="name", value=_offered(one), maxlength=60, aria_label=say(lang, "保留为"))
    kept = el("span", box, button(say(lang, "保留"), "keep", "act main", number=number), class_="fields")
    replace = button(say(lang, "替换 {name}", name=one.other), "replace", number=number) if one.other else None
    return el("div", el("p", note, class_="note") if note else None, kept, replace, drop, class_="acts")


def _offered(one: Incoming) -> str:
    """A name that replaces nothing."""
    name = one.notice.id
    return f"{name}-{one.notice.source.sha256[:6]}" if one.standing is Standing.CHANGED else name
