"""The tracking code: cannot be guessed, survives being read aloud, and comes again for the same submission."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import tracking_codes as codes

KEY = bytes(range(32))


def test_the_same_submission_has_the_same_code_and_another_another():
    assert codes.derive(KEY, "a") == codes.derive(KEY, "a")
    assert codes.derive(KEY, "a") != codes.derive(KEY, "b")
    assert codes.derive(KEY, "a") != codes.derive(bytes(32), "a")


@given(st.text(max_size=60))
def test_what_is_derived_reads_back_however_it_is_typed(token):
    code = codes.derive(KEY, token)
    assert len(code) == codes.LENGTH
    typed = codes.grouped(code).lower().replace("0", "o").replace("1", "l")
    assert codes.normalise(f"  {typed.replace('-', ' - ')} ") == code


@given(st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_noticed(place, character):
    code = codes.derive(KEY, "x")
    wrong = code[:place] + character + code[place + 1 :]
    assert (codes.normalise(wrong) == code) == (wrong == code)
    assert wrong == code or codes.normalise(wrong) is None


@pytest.mark.parametrize("typed", ["", "ABCD", "đơn của tôi", "A" * 300, "0" * 27])
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.normalise(typed) is None


def test_the_code_has_more_than_128_bits():
    assert (codes.LENGTH - 1) * 5 > 128
