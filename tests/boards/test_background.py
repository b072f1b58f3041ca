"""Long work as a stream of reports."""

import threading

import pytest

from qa.page.background import Done, streamed


def test_reports_come_while_the_work_goes_on_and_the_result_last():
    seen, go_on = [], threading.Event()

    def work(report):
        report("half")
        assert go_on.wait(60)
        return 42

    for step in streamed(work):
        seen.append(step)
        go_on.set()
    assert seen == ["half", Done(42)]


def test_an_error_of_the_work_reaches_the_reader():
    def work(_report):
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        list(streamed(work))
