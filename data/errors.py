"""Every error a user can mend, one class per remedy.

TongbaoError            one clear line for the person at the screen, exit code 2
├── UnreadableNotice    this file cannot become a notice: give another file
├── BadRequest          a question, filter or option makes no sense: change it
├── BadJudgements       a judged-questions file breaks its format: mend the named line
├── IndexProblem        what is on disk cannot be used: rebuild, or choose another folder
│   ├── IndexBusy       another process is writing: wait
│   └── ServerProblem   the server that holds the index is away, slow or refuses: see to it, then run again
├── EncoderProblem      the encoder cannot be loaded: install it, carry it over, or use the bundled one
├── ModelProblem        the optional language model gave no usable reply: the quoted answer stands
└── MissingExtra        an optional library is absent: the message is the install line

Anything else that escapes is our bug and keeps its traceback.
"""


class TongbaoError(Exception):
    """Base of all errors whose message says what was found, what was expected and what to do."""


class UnreadableNotice(TongbaoError):
    """A file that cannot be read as a notice."""


class BadRequest(TongbaoError):
    """A question, filter or option that cannot be carried out as given."""


class BadJudgements(TongbaoError):
    """A judgement file that breaks its documented format."""


class IndexProblem(TongbaoError):
    """An index folder that cannot be opened, written or trusted."""


class IndexBusy(IndexProblem):
    """Another process holds the write lock of the index folder."""


class ServerProblem(IndexProblem):
    """The server that holds the index cannot be reached, does not answer in time or refuses."""


class EncoderProblem(TongbaoError):
    """An encoder that cannot be loaded or does not fit the index."""


class ModelProblem(TongbaoError):
    """The language model's endpoint cannot be reached, refuses, or stops half-way."""


class MissingExtra(TongbaoError):
    """An optional dependency that is not installed."""
