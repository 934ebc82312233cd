import io

import pytest

from refundletters.errors import SinkError
from refundletters.render import Rendered
from refundletters.sink import stdout

TEXT = Rendered("1 234 € “ok” 日\n".encode(), "text/plain; charset=utf-8", ".txt")
WORD = Rendered(b"PK", "application/x", ".docx")


class Screen(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_text_goes_out_as_it_is():
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    assert stdout.put(TEXT, pipe).where == "stdout"
    assert pipe.buffer.getvalue() == TEXT.content


def test_a_screen_gets_what_it_can_show():
    screen = Screen(io.BytesIO(), encoding="ascii")
    stdout.put(TEXT, screen)
    assert screen.buffer.getvalue() == b"1 234 ? ?ok? ?\n"


def test_a_file_is_refused_on_a_screen_and_not_in_a_pipe():
    with pytest.raises(SinkError, match=r"-o letter\.docx"):
        stdout.put(WORD, Screen(io.BytesIO()))
    pipe = io.TextIOWrapper(io.BytesIO())
    stdout.put(WORD, pipe)
    assert pipe.buffer.getvalue() == b"PK"


def test_without_a_stream_it_is_standard_output(capfdbinary):
    stdout.put(WORD)
    assert capfdbinary.readouterr().out == b"PK"
