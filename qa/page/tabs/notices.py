"""通报管理: what is loaded."""

from __future__ import annotations

from collections.abc import Mapping

from qa.page.action import Call
from qa.page.html import Html
from qa.page.tab import Tab


def _draw(call: Call) -> Mapping[str, Html]:
    return {"notices": call.desk.boards.notices(call.session.lang)}


TAB = Tab(id="notices", label="通报管理", regions=("notices",), draw=_draw)
