"""Identifiers of organisations that carry their own check."""

from edaphon.kernel.errors import Problem, Where

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_INNER = slice(8, 17)
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(text: str) -> str:
    """Return a unified social credit code as it is stored: upper case, no spaces."""
    return "".join(text.split()).upper()


def credit_code_check(code: str) -> str:
    """Return the check character of a unified social credit code.

    Parameters
    ----------
    code
        The first 17 characters, of digits and capitals without I, O, S, V, Z.

    Returns
    -------
    str
        Character 18.

    References
    ----------
    GB 32100-2015: weights 3^(i-1) mod 31.

    Examples
    --------
    >>> credit_code_check("91350100M000100Y4")
    '3'
    """
    total = sum(
        _ALPHABET.index(sign) * pow(3, at, 31) for at, sign in enumerate(code[:17])
    )
    return _ALPHABET[(31 - total % 31) % 31]


def credit_code_problem(text: str, where: Where) -> Problem | None:
    """Return what is wrong with a unified social credit code.

    Parameters
    ----------
    text
        Identifier as written. One that has not 18 characters is another kind of
        identifier (an old register number) and is let through.
    where
        Place of the field.

    Returns
    -------
    Problem or None
        ``CREDIT_CODE_CHECK`` with the character that is due.
    """
    code = credit_code(text)
    if len(code) != _LENGTH:
        return None
    if any(sign not in _ALPHABET for sign in code):
        expected = "0-9 A-H J-N P-R T U W-Y"
    elif code[-1] != credit_code_check(code):
        expected = code[:-1] + credit_code_check(code)
    elif code[16] != _organisation_check(code[_INNER]):
        expected = code[:16] + _organisation_check(code[_INNER]) + "?"
    else:
        return None
    facts = {"found": code, "expected": expected}
    return Problem(code="CREDIT_CODE_CHECK", where=where, facts=facts)


def _organisation_check(code: str) -> str:
    """Return the check of an organisation code (GB 11714)."""
    values = (int(sign, 36) for sign in code[:8])
    total = sum(v * w for v, w in zip(values, _INNER_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
