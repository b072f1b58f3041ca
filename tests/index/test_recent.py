"""What was used last stays, as long as there is room."""

import sys
from concurrent.futures import ThreadPoolExecutor

from index.recent import Recent


def test_the_value_not_asked_for_longest_is_forgotten_first() -> None:
    kept: Recent[str, int] = Recent(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)


def test_sizes_are_counted_and_a_replaced_value_counts_once() -> None:
    kept: Recent[str, str] = Recent(10)
    kept.put("a", "first", 6)
    kept.put("a", "again", 5)
    kept.put("b", "other", 5)
    assert (kept.get("a"), kept.get("b")) == ("again", "other")
    kept.put("c", "too large for all the room", 30)
    assert (kept.get("a"), kept.get("b")) == (None, None)
    assert kept.get("c") == "too large for all the room"
    kept.clear()
    assert kept.get("c") is None


def test_several_threads_may_ask_and_forget_at_once() -> None:
    kept: Recent[int, int] = Recent(3)

    def work(first: int) -> bool:
        return all(kept.get(kept.put(n % 7, n % 7)) in (None, n % 7) for n in range(first, first + 3000))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(work, range(4)))
    finally:
        sys.setswitchinterval(before)
    for key in (10, 11, 12):
        kept.put(key, key)
    assert [key for key in range(13) if kept.get(key) is not None] == [10, 11, 12]  # no more and no fewer
