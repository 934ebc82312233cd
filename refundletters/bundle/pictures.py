"""Clean copies of pictures: upright, no larger than print needs, and without metadata.

Photos record where, when and with which device they were taken; screenshots may carry text. None of
that is for a company to know, so a copy is made from the bare pixels.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from refundletters.bundle.read_evidence import EvidenceFile
from refundletters.errors import CaseError, UsageError
from refundletters.messages import say

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["can_read_heic", "clean_picture", "has_pages", "picture_pdf"]

# A4 at 200 dots per inch, which is enough to read the smallest print. A tall picture is not made
# narrower than that: a screenshot of a whole chat would become a thread.
_LONGEST: Final = 2340
_WIDTH: Final = 1654
# A picture this many times as tall as wide, which no screen is, is split over several pages; each
# repeats the last lines of the one before.
_TOO_HIGH: Final = 2.6
_PART: Final = 8.75  # inches; the height that every paper has room for
_SHOWN_AGAIN: Final = 0.3
# A picture with more pixels than this would fill the memory before anybody sees it.
_MOST_DOTS: Final = 120_000_000
_QUALITY: Final = 88
# A picture has no size of its own: it gets the width of a page's text where that is neither
# smaller than print needs nor larger than it was on a screen.
_COARSEST: Final = 96  # dots per inch
_FINEST: Final = 200
_TEXT_WIDTH: Final = 6.5  # inches
_JPEG_MODES: Final = {"L", "RGB"}
_CLEAR_MODES: Final = {"RGBA", "LA", "PA", "RGBa", "La"}


def clean_picture(evidence: EvidenceFile) -> tuple[bytes, str]:
    """Return a clean copy of a picture and its file extension.

    Raises:
        UsageError: The package for pictures is not installed.
        CaseError: The picture is damaged, or far too large.
    """
    image = _picture(evidence)
    out = io.BytesIO()
    if evidence.kind in ("jpeg", "heic"):
        image.save(out, "JPEG", quality=_QUALITY)
        return out.getvalue(), ".jpg"
    image.save(out, "PNG")
    return out.getvalue(), ".png"


def picture_pdf(evidence: EvidenceFile) -> bytes:
    """Return a clean copy of a picture as a PDF file: one page, or several for a very tall one."""
    image = _picture(evidence)
    dots = min(max(image.width / _TEXT_WIDTH, _COARSEST), _FINEST)
    first, *more = _parts(image, dots)
    out = io.BytesIO()
    first.save(out, "PDF", resolution=dots, quality=_QUALITY, save_all=True, append_images=more)
    return out.getvalue()


def _parts(image: Image, dots: float) -> list[Image]:
    """Split a picture that is much taller than wide into parts that fit a page, from the top.

    Args:
        image: The picture.
        dots: How many of its dots make an inch.
    """
    width, height = image.size
    if height <= width * _TOO_HIGH:
        return [image]
    tall, again = round(_PART * dots), round(_SHOWN_AGAIN * dots)
    tops = range(0, max(height - again, 1), tall - again)
    return [image.crop((0, top, width, min(top + tall, height))) for top in tops]


def has_pages(evidence: EvidenceFile) -> bool:
    """Tell whether a picture file holds several images, of which a copy would show only one."""
    if evidence.kind not in {"tiff", "gif", "webp"}:
        return False
    with _opened(evidence) as image, _silence():
        try:
            return getattr(image, "n_frames", 1) > 1
        except Exception as error:  # as below
            raise _damaged(evidence) from error


def _opened(evidence: EvidenceFile) -> Image:
    try:
        from PIL import Image
    except ImportError as error:
        raise UsageError(
            say("Pictures need the package pillow, which is not installed."),
            say("Install it with: pip install refundletters[bundle]"),
        ) from error
    if evidence.kind == "heic":
        can_read_heic()
    try:
        with _silence():
            image: Image.Image = Image.open(
                io.BytesIO(evidence.content), formats=(*_FORMATS[evidence.kind],)
            )
    except Image.DecompressionBombError as error:
        raise _too_large(evidence) from error
    except Exception as error:  # decoders raise whatever a damaged picture leads them to
        raise _damaged(evidence) from error
    if image.width * image.height > _MOST_DOTS:
        raise _too_large(evidence)
    return image


def can_read_heic() -> bool:
    """Return whether pictures of iPhones can be read: the package for them is installed."""
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener()
    return True


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what decoders warn about, with paths of this machine in it, from the screen."""
    logger = logging.getLogger("PIL")
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


# An iPhone's photo is a JPEG file with a second, smaller picture behind the first.
_FORMATS: Final = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "gif": ("GIF",),
    "bmp": ("BMP",),
    "tiff": ("TIFF",),
    "heic": ("HEIF", "AVIF"),
}


def _picture(evidence: EvidenceFile) -> Image:
    """Return the bare picture: upright, on white, scaled down to what print needs."""
    with _opened(evidence) as opened:
        from PIL import Image, ImageOps

        try:
            with _silence():
                image = ImageOps.exif_transpose(opened)
                image.load()
        except Exception as error:  # as above
            raise _damaged(evidence) from error
    if image.mode in _CLEAR_MODES or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    if image.mode.startswith("I"):
        # 16-bit grays: the conversion below would clip all but the darkest.
        image = image.convert("I").point(lambda gray: gray * (1 / 256)).convert("L")
    if image.mode not in _JPEG_MODES:
        image = image.convert("RGB")
    scale = max(_LONGEST / max(image.size), _WIDTH / image.width)
    if scale < 1:
        size = round(image.width * scale), round(image.height * scale)
        image = image.resize(size, Image.Resampling.LANCZOS)
    # A picture rebuilt from its pixels has no comment, profile or location left to save.
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _damaged(evidence: EvidenceFile) -> CaseError:
    key = f"{evidence.key}.file"
    return CaseError(
        say(
            "%(key)s is damaged and cannot be shown: %(file)s.",
            key=key,
            file=evidence.path.name,
        ),
        say("Save it again, or take it out of the case."),
        key=key,
    )


def _too_large(evidence: EvidenceFile) -> CaseError:
    key = f"{evidence.key}.file"
    return CaseError(
        say("%(key)s is too large a picture: %(file)s.", key=key, file=evidence.path.name),
        say("Take only the pages that matter, or a smaller picture of them."),
        key=key,
    )
