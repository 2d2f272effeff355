"""The seed rule against its worked vector (specification of the bundle)."""

import json

import numpy as np
import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.seeds import LogHead, seed_of

PLAN = "sha256:fde1b7c3dc3d4cc24d01130d7e49591517ed06a9e0fda16397a3fac79295de39"
ROOT = "a9c2ffbc8e3b7e9617a742380d5b3b2b30979ee8b338cfa1d82422ddb410fca6"
SEED = "2c439642c7904299b52153422eb2022b5e9f43ea12bff35cf83ff6e0e8832710"
WITNESS = (
    "a95ece14c3d0f9bd74dd0016d4e7af677be32ce3d17c416785dd3afdf7821112"
    "3f77ece9405821fda7f406c40cc96cea1e4fa83328fd399bba20686e89f31f01"
)


def test_the_worked_vector_is_met_byte_for_byte():
    head = LogHead(root=bytes.fromhex(ROOT), signature=bytes.fromhex(WITNESS))

    seed = seed_of(PLAN, head)

    assert seed.hexadecimal() == SEED
    assert seed.entropy == 58836963356319322334952619858333925931
    assert seed.witnessed


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ((0,), (0x60E27FD5D73F7C9F, 0xB298C64B5CC3A6E1)),
        ((7, 3), (0x515E6B31E5121B51, 0x809A846FB87DCE52)),
    ],
)
def test_the_generator_gives_the_words_of_the_vector(key, words):
    head = LogHead(root=bytes.fromhex(ROOT), signature=bytes.fromhex(WITNESS))
    sequence = np.random.SeedSequence(seed_of(PLAN, head).entropy, spawn_key=key)

    assert tuple(np.random.Philox(sequence).random_raw(2).tolist()) == words


def test_without_a_log_the_seed_says_that_it_is_not_witnessed():
    seed = seed_of(PLAN)

    assert not seed.witnessed
    assert seed.hexadecimal() != SEED
    assert json.dumps(seed.entropy).isdigit()


@pytest.mark.parametrize(
    ("plan", "head"),
    [
        ("fde1", None),
        ("sha256:zz", None),
        ("sha256:" + "00" * 31, None),
        (PLAN, LogHead(root=b"\0" * 31, signature=b"\0" * 64)),
        (PLAN, LogHead(root=b"\0" * 32, signature=b"")),
    ],
)
def test_a_seed_of_the_wrong_lengths_is_refused(plan, head):
    with pytest.raises(EdaphonError) as refusal:
        seed_of(plan, head)

    (problem,) = refusal.value.problems
    assert problem.code == "SEED_INPUT"
    assert "edaphon seal" in problem.remedy("en")
    assert "封存" in problem.remedy("zh")
