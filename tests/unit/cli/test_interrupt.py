"""Ctrl-C ends a call in words, also when a library turns it into its own error."""

import signal

import pytest

from edaphon.cli import main as program


@pytest.fixture(autouse=True)
def _own_handler():
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def swallowed(_given):
    """Do what a library with a bare except does to an interrupt."""
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        message = "expected <class 'int'>"
        raise TypeError(message) from None


def test_an_interrupt_that_a_library_swallows_still_ends_in_words(monkeypatch, capsys):
    monkeypatch.setattr(program, "_run", swallowed)

    with pytest.raises(SystemExit) as left:
        program.main([])

    assert left.value.code == 1
    assert "Stopped." in capsys.readouterr().err


def test_an_error_without_an_interrupt_is_not_hidden(monkeypatch):
    def broken(_given):
        message = "a defect"
        raise TypeError(message)

    monkeypatch.setattr(program, "_run", broken)

    with pytest.raises(TypeError, match="a defect"):
        program.main([])
