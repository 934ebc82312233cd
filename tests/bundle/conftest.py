"""Files of evidence, made here and plainly fictitious."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.bundle.read_evidence import EvidenceFile, read_evidence

Pieces = Callable[..., tuple[EvidenceFile, ...]]

EMAIL = (
    b"From: help@example.org\r\nTo: alex@example.org\r\n"
    b"Date: Tue, 24 Feb 2026 10:00:00 +0000\r\n"
    b"Subject: =?utf-8?q?Canceled_=E2=80=93_CX-1?=\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Hello Alex,\r\n\r\nyour subscription has been canceled.\r\n"
)


@pytest.fixture
def photo() -> bytes:
    """A photo lying on its side, red at its upper left, with camera and place."""
    image_module = pytest.importorskip("PIL.Image")
    image = image_module.new("RGB", (400, 200), "white")
    image.paste("red", (0, 0, 100, 100))
    exif = image_module.Exif()
    exif[0x0112] = 6  # turned a quarter to the right
    exif[0x010F] = "Example Camera"
    exif[0x8825] = {1: "N", 2: (40.0, 30.0, 0.0)}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"private remark")
    return out.getvalue()


@pytest.fixture
def screenshot() -> bytes:
    """A half transparent picture with a remark inside."""
    image_module = pytest.importorskip("PIL.Image")
    png = pytest.importorskip("PIL.PngImagePlugin")
    info = png.PngInfo()
    info.add_text("Author", "private remark")
    out = io.BytesIO()
    image_module.new("RGBA", (80, 40), (0, 0, 255, 0)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


@pytest.fixture
def evidence_files(tmp_path: Path) -> Pieces:
    """Write files and read them as evidence: ``evidence_files(("Label", "name.jpg", b"…"), …)``."""

    def make(*files: tuple[str, str, bytes], **more: Any) -> tuple[EvidenceFile, ...]:
        evidence = []
        for label, name, content in files:
            (tmp_path / name).write_bytes(content)
            evidence.append({"label": label, "file": name, **more})
        return read_evidence(build_case({"evidence": evidence}), tmp_path)

    return make
