"""May this change go in? Today's headline figures against an earlier record, question by question.

A figure counts as fallen when it is worse than its noise: the paired differences (now − before, the same
queries) are resampled 2,000 times, and even the one-sided 95 % bound in favour of the change is a loss. For
77 questions that is four lost and none won; three lost, or eight lost and three won, pass. AUROC is a mean over
pairs, its rows and columns are resampled apart. Nothing changed is always no loss.
"""

from __future__ import annotations

from data.errors import BadRequest
from eval.headlines import HEADLINES, Change, change
from eval.types import Record, SystemResult


def changes(before: Record, now: Record, system: str) -> list[Change]:
    """All headline figures of one system, before and now.

    Raises BadRequest where the two records were made from different judgements or lack the system.
    """
    if before.setup.judgements != now.setup.judgements:
        raise BadRequest(
            f"两份记录的判断不同(旧 {before.setup.judgements},新 {now.setup.judgements}),不能逐题比较。"
            "请用同一份问题重新生成旧记录:tongbao eval --save-baseline FILE"
        )
    old, new = find(before, system), find(now, system)
    return [change(headline, old, new) for headline in HEADLINES if headline.matrix(new).size]


def find(record: Record, system: str) -> SystemResult:
    """A system of a record by its name. Raises BadRequest with those there are."""
    for result in record.systems:
        if result.name == system:
            return result
    names = "、".join(r.name for r in record.systems) or "无"
    raise BadRequest(f"记录中没有检索方案 {system}。其中有:{names}")


def common(before: Record, now: Record) -> list[str]:
    """Names of the systems in both records, in today's order."""
    known = {r.name for r in before.systems}
    return [r.name for r in now.systems if r.name in known]
