"""Markup that is escaped by construction.

`el` escapes every child and attribute that is not already `Html`, so a caller cannot forget to.

Why not a template in `gr.HTML`: Gradio 6.31 fills `{{ }}` with Handlebars and then evaluates the
*result* as a JavaScript template string. Handlebars escapes `<` but not `${`, so a notice containing
`${alert(1)}` would run. We therefore hand over finished markup and leave the template at its default.
"""

from __future__ import annotations

from html import escape

VOID = frozenset({"br", "hr", "input"})  # elements without a closing tag, of those used here
SCHEMES = ("http://", "https://", "#", "/?", "?", "/logout")  # the only places a link may lead
LINKS = frozenset({"href", "src", "action", "formaction"})

Attribute = str | int | bool | None


class Html(str):
    """Finished markup. Joining it with plain text gives plain text, which is escaped again: safe."""

    __slots__ = ()


def text(value: str) -> Html:
    """Plain text as markup. NUL is dropped: the browser would replace it and shift what is shown."""
    return Html(escape(value.replace("\x00", ""), quote=True))


def join(parts: list[Html] | tuple[Html, ...]) -> Html:
    """Several pieces of markup in order."""
    return Html("".join(parts))


def _name(attribute: str) -> str:
    name = attribute.rstrip("_").replace("_", "-")
    if name.startswith("on"):
        raise ValueError(f"event attribute {name} is never written into markup")
    return name


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    if name in LINKS and not str(value).lower().startswith(SCHEMES):
        return ""
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'


def el(tag: str, *children: str | None, **attributes: Attribute) -> Html:
    """An element. Python's `class_` and `data_open` become `class` and `data-open`.

    None and False attributes are left out, as are links that do not lead to http(s) or into this page.
    """
    opening = "".join(_attribute(_name(key), value) for key, value in attributes.items())
    if tag in VOID:
        return Html(f"<{tag}{opening}>")
    inside = "".join(child if isinstance(child, Html) else text(child) for child in children if child is not None)
    return Html(f"<{tag}{opening}>{inside}</{tag}>")


def marked(body: str, offset: int, marks: tuple[tuple[int, int], ...], **attributes: Attribute) -> Html:
    """`body`, which starts at `offset` of its notice, with the parts inside `marks` as <mark>.

    Marks are notice offsets, sorted and not overlapping; what lies outside the body is ignored.
    """
    parts: list[Html] = []
    here = 0
    for start, end in marks:
        left, right = max(start - offset, here), min(end - offset, len(body))
        if left >= right:
            continue
        parts += [text(body[here:left]), el("mark", body[left:right], **attributes)]
        here = right
    return join([*parts, text(body[here:])])
