"""The parts of a Word file, read back."""

import io
import zipfile
from xml.etree import ElementTree as ET

import docx

from refundletters.model.document import Document
from refundletters.render import render

from ..words import W


def package(made: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(render(made, "docx").content))


def part(made: Document, name: str) -> ET.Element:
    return ET.fromstring(package(made).read(name))


def body(made: Document) -> ET.Element:
    return part(made, "word/document.xml")


def opened(made: Document):
    return docx.Document(io.BytesIO(render(made, "docx").content))


def attribute(paragraph: ET.Element, path: str, name: str) -> str | None:
    found = paragraph.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)
