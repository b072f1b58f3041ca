"""What is written of a notice is read again as it was, field by field."""

import json

import pytest

from data import corpus
from index import codec

NOTICES = corpus.bundled()


@pytest.mark.parametrize("notice", NOTICES, ids=lambda n: n.id)
def test_a_notice_is_read_as_it_was_written(notice):
    assert codec.notice(codec.dump(notice)) == notice
    assert codec.notice(codec.bare(notice), notice.text) == notice


def test_a_field_that_an_earlier_program_did_not_write_has_its_default():
    value = json.loads(codec.dump(NOTICES[0]))
    del value["items"], value["source"]["note"]
    found = codec.notice(json.dumps(value))
    assert found.items == ()
    assert found.source.note == ""
    assert found.sections == NOTICES[0].sections
