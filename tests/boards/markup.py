"""Reading our markup as a browser would: the words, and the elements with their attributes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Seen(HTMLParser):
    """`words` is all text; `elements` are (tag, attributes) in order; `marks` the texts of <mark> by class."""

    words: str = ""
    elements: list = field(default_factory=list)
    marks: list = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._mark = None

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "mark":
            self._mark = dict(attrs).get("class")
            self.marks.append([self._mark, ""])

    def handle_endtag(self, tag):
        if tag == "mark":
            self._mark = None

    def handle_data(self, data):
        self.words += data
        if self._mark is not None:
            self.marks[-1][1] += data

    def orders(self, do):
        """The attributes of every element that sends the order `do`."""
        return [attributes for _, attributes in self.elements if attributes.get("data-do") == do]

    def having(self, name):
        """The values of an attribute wherever it stands."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def seen(markup) -> Seen:
    reader = Seen()
    reader.feed(str(markup))
    reader.close()
    return reader
