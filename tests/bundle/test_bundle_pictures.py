"""Copies of pictures hold the picture and nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest

from refundletters.bundle import pictures
from refundletters.bundle.pictures import clean_picture, has_pages, picture_pdf
from refundletters.errors import CaseError

Image = pytest.importorskip("PIL.Image")


def opened(content: bytes) -> Any:
    return Image.open(io.BytesIO(content))


def test_a_photo_stands_upright_and_keeps_its_place_to_itself(
    evidence_files: Any, photo: bytes
) -> None:
    assert b"Example Camera" in photo
    assert b"private remark" in photo
    (evidence,) = evidence_files(("Photo", "photo.jpg", photo))
    content, suffix = clean_picture(evidence)
    image = opened(content)
    assert (suffix, image.format, image.size) == (".jpg", "JPEG", (200, 400))
    red, _, blue = image.getpixel((150, 50))
    assert red > 200 > 100 > blue, "the red corner has turned to the upper right"
    assert not image.getexif()
    assert b"Example Camera" not in content
    assert b"private remark" not in content


def test_the_original_is_not_touched(evidence_files: Any, photo: bytes) -> None:
    (evidence,) = evidence_files(("Photo", "photo.jpg", photo))
    before = evidence.path.stat()
    clean_picture(evidence)
    assert evidence.path.read_bytes() == photo
    assert evidence.path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_screenshot_loses_its_remarks_and_stands_on_white(
    evidence_files: Any, screenshot: bytes
) -> None:
    (evidence,) = evidence_files(("Screen", "screen.png", screenshot))
    content, suffix = clean_picture(evidence)
    image = opened(content)
    assert (suffix, image.format, image.getpixel((10, 10))) == (".png", "PNG", (255, 255, 255))
    assert image.info == {}
    assert b"private" not in content


def test_a_color_profile_stays_behind(evidence_files: Any) -> None:
    cms = pytest.importorskip("PIL.ImageCms")
    profile = cms.ImageCmsProfile(cms.createProfile("sRGB")).tobytes()
    for format in ("JPEG", "PNG", "WEBP"):
        out = io.BytesIO()
        Image.new("RGB", (20, 20), "green").save(out, format, icc_profile=profile)
        (evidence,) = evidence_files(("Picture", f"a.{format}", out.getvalue()))
        assert "icc_profile" not in opened(clean_picture(evidence)[0]).info


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16", "RGBA"])
def test_every_kind_of_color_can_be_copied(evidence_files: Any, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "TIFF")
    (evidence,) = evidence_files(("Scan", "scan.tif", out.getvalue()))
    content, suffix = clean_picture(evidence)
    assert suffix == ".png"
    assert opened(content).size == (30, 20)


def test_a_picture_larger_than_print_is_scaled(evidence_files: Any) -> None:
    out = io.BytesIO()
    Image.new("L", (5000, 1000)).save(out, "PNG")
    (evidence,) = evidence_files(("Wide", "wide.png", out.getvalue()))
    assert opened(clean_picture(evidence)[0]).size == (2340, 468)


def test_a_high_picture_stays_readable_and_goes_over_several_pages(evidence_files: Any) -> None:
    pypdf = pytest.importorskip("pypdf")
    out = io.BytesIO()
    Image.new("L", (300, 6000)).save(out, "PNG")
    (evidence,) = evidence_files(("Chat", "chat.png", out.getvalue()))
    assert opened(clean_picture(evidence)[0]).size == (300, 6000)
    pages = pypdf.PdfReader(io.BytesIO(picture_pdf(evidence))).pages
    heights = [float(page.mediabox.height) / 72 * 96 for page in pages]
    assert {round(float(page.mediabox.width) / 72 * 96) for page in pages} == {300}
    assert max(heights) <= 840.5
    assert len(heights) == 8
    # Each page but the first repeats the last lines of the one before.
    assert round(sum(heights) - 29 * (len(heights) - 1)) == 6000


@pytest.mark.parametrize("size", [(80, 40), (1080, 2520)], ids=["small", "phone"])
def test_a_picture_that_fits_a_page_stays_on_one(
    evidence_files: Any, size: tuple[int, int]
) -> None:
    pypdf = pytest.importorskip("pypdf")
    out = io.BytesIO()
    Image.new("L", size).save(out, "PNG")
    (evidence,) = evidence_files(("Screen", "screen.png", out.getvalue()))
    assert len(pypdf.PdfReader(io.BytesIO(picture_pdf(evidence))).pages) == 1


@pytest.mark.parametrize(("width", "inches"), [(96, 1.0), (1040, 6.5), (1600, 8.0)])
def test_a_picture_is_as_wide_as_it_can_be_read_best(
    evidence_files: Any, width: int, inches: float
) -> None:
    pypdf = pytest.importorskip("pypdf")
    out = io.BytesIO()
    Image.new("L", (width, 100)).save(out, "PNG")
    (evidence,) = evidence_files(("Screen", "screen.png", out.getvalue()))
    (page,) = pypdf.PdfReader(io.BytesIO(picture_pdf(evidence))).pages
    assert float(page.mediabox.width) / 72 == pytest.approx(inches)


def test_grays_of_sixteen_bits_keep_their_brightness(evidence_files: Any) -> None:
    out = io.BytesIO()
    Image.new("I;16", (30, 20), 0x8080).save(out, "PNG")
    (evidence,) = evidence_files(("Scan", "scan.png", out.getvalue()))
    assert opened(clean_picture(evidence)[0]).getpixel((5, 5)) == 0x80


def test_a_picture_that_would_fill_the_memory_is_refused(
    evidence_files: Any, screenshot: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_MOST_DOTS", 100)
    (evidence,) = evidence_files(("Screen", "screen.png", screenshot))
    with pytest.raises(CaseError, match="too large a picture"):
        clean_picture(evidence)


def test_a_damaged_picture_is_refused_by_name(evidence_files: Any, photo: bytes) -> None:
    for content in (photo[: len(photo) // 2], b"\x89PNG\r\n\x1a\nnothing"):
        (evidence,) = evidence_files(("Photo", "photo.jpg", content))
        with pytest.raises(CaseError, match=r"evidence\.0\.file is damaged"):
            clean_picture(evidence)


def test_several_pages_in_one_picture_file_are_noticed(evidence_files: Any) -> None:
    page = Image.new("L", (20, 20))
    out = io.BytesIO()
    page.save(out, "TIFF", save_all=True, append_images=[page])
    (fax,) = evidence_files(("Fax", "fax.tif", out.getvalue()))
    assert has_pages(fax)
    out = io.BytesIO()
    page.save(out, "TIFF")
    (sheet,) = evidence_files(("Sheet", "sheet.tif", out.getvalue()))
    assert not has_pages(sheet)
