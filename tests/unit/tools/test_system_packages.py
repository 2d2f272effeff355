"""Programs that tests need are asked for by package, and only where allowed."""

import system_packages


def test_a_missing_program_is_named_by_its_package(monkeypatch):
    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: None)

    assert system_packages.missing_packages() == [*system_packages.PROGRAMS.values()]


def test_nothing_is_asked_for_when_all_is_there(monkeypatch):
    monkeypatch.setattr(
        system_packages.shutil, "which", lambda name: f"/usr/bin/{name}"
    )

    assert system_packages.missing_packages() == []


def test_nobody_but_root_installs(monkeypatch):
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)

    assert not system_packages.may_install()
