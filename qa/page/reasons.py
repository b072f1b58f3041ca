"""Why something was found, as the page says it."""

from __future__ import annotations

from qa.page.words import Lang

# the labels that `qa.marks.why` and `qa.similar` put before the notices' own words
_ENGLISH = {
    "相通概念:": "Related wording: ",
    "共同用语:": "Words in common: ",
    "语义相近": "close in meaning",
    "含": "contains ",
    "近义": "similar words: ",
}


def reason(said: str, lang: Lang) -> str:
    """The reason with its label in `lang`; the words of the notice stay as they are."""
    if lang == "en":
        for label, english in _ENGLISH.items():
            if said.startswith(label):
                return english + said.removeprefix(label)
    return said
