"""What notices say: one line in English, one in Spanish, and nothing else.

A member's language lies sealed in their keyring, so both go out. No name, no link: whoever looks at a phone over its
owner's shoulder learns nothing. Not for translators: the words are fixed.
"""

from toolbox.kernel.notices.rules import Says

_TEXTS = {
    Says.DUE: ("Something is due.", "Hay algo pendiente."),
    Says.ARRIVED: ("Something arrived.", "Ha llegado algo."),
    Says.TEST: ("This is a test.", "Esto es una prueba."),
    Says.CODE: ("The code is {code}.", "La clave es {code}."),
}


def lines(says: Says, code: str = "") -> tuple[str, str]:
    """The two lines of a notice."""
    english, spanish = _TEXTS[says]
    return english.format(code=code), spanish.format(code=code)
