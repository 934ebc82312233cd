"""The languages in which rows may have words."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

__all__ = ["Language", "LetterLocale"]

# ISO 639-1 codes of the official languages of places with rows; a new one is added here.
_CODES: Final = (
    "ar|bg|ca|cs|da|de|el|en|es|et|eu|fi|fr|ga|gl|he|hi|hr|hu|id|is|it|ja|ko|lb|lt|lv|ms|mt|nb|nl|"
    "nn|pl|pt|rm|ro|ru|sk|sl|sv|ta|th|tr|uk|vi|zh"
)
Language = Annotated[str, Meta(pattern=f"^({_CODES})$")]
LetterLocale = Annotated[str, Meta(pattern=f"^({_CODES})(_[A-Z]{{2}})?$")]
