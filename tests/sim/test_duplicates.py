"""The same notice on two sites is linked; a copy by another issuer is not."""

from bureaus import EDUCATION, HEALTH, notice, three

from data import corpus
from qa.duplicates import groups
from qa.overlap import Band
from qa.texts import build


def test_a_mirror_with_other_navigation_and_widths_is_linked():
    mirror = notice("首页 > 政务公开\n" + HEALTH.replace(",", "，").replace("(", "（").replace(")", "）"), "copy")
    assert groups([*three(), mirror]) == (("health", "copy"),)


def test_another_issuers_copy_is_copying_and_stays_apart():
    copy = notice(HEALTH.replace("青禾市", "石桥市"), "copy")
    assert copy.metadata.unit != three()[0].metadata.unit
    assert groups([*three(), copy]) == ()


def test_the_five_notices_are_five():
    assert groups(corpus.bundled()) == ()


def test_groups_keep_the_order_given():
    pair = [notice(EDUCATION, "b"), notice(EDUCATION + "\n", "a")]
    assert groups(pair) == (("b", "a"),)


def test_a_mirror_does_not_turn_sentences_into_set_phrases():
    sentence = "推行食材统一配送,建立家长陪餐制度,公开每周带量食谱,"
    library = build([notice(EDUCATION, "one"), notice(EDUCATION + "\n", "two"), notice(EDUCATION + "\n\n", "three")])
    found = library.overlaps(sentence)["one"]
    assert found.band is Band.HIGH
