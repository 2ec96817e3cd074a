"""Reads phone numbers as people write them, keeps them in one form, and shows them as people read them."""

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult


def kept(written: str, region: str) -> str:
    """A number in the form of ITU-T E.164, with its extension as in RFC 3966.

    `region` is the country ("US") of numbers written without one. Raises ValueError.

    >>> kept("(202) 555-0143 x12", "US")
    '+12025550143;ext=12'
    """
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        raise ValueError(_("This is not a phone number. Write it with its area code.")) from None
    # Without an area code it would be kept as a number of another place.
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        raise ValueError(_("This phone number is too short or too long. Write it with its area code."))
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def shown(number: str, region: str) -> str:
    """A kept number as people of `region` write it; numbers of other countries with their country's code.

    What is no number comes back as it is. Isolate it on the page: `<bdi dir="ltr">`.

    >>> shown("+12025550143", "US"), shown("+12025550143", "MX")
    ('(202) 555-0143', '+1 202-555-0143')
    """
    parsed = _parsed(number)
    if parsed is None:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region(region)
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


def dialled(number: str) -> str:
    """The address that a telephone dials, RFC 3966 ("tel:+1-202-555-0143"); empty for what is no number."""
    parsed = _parsed(number)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.RFC3966) if parsed else ""


def _parsed(number: str) -> PhoneNumber | None:
    """A kept number in its parts, or None."""
    try:
        return phonenumbers.parse(number, None)
    except NumberParseException:
        return None
