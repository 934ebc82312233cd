import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from refundletters.model.document import Document
from refundletters.render import render
from refundletters.render.page_geometry import page_for

from ..blocks import document, layout, table
from ..words import W


def columns_of(made: Document) -> list[ET.Element]:
    with zipfile.ZipFile(io.BytesIO(render(made, "docx").content)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))
    return list(body.iter(W + "gridCol"))


def test_days_and_amounts_stand_on_one_line_where_descriptions_are_long():
    made = document(
        table(
            ("Fecha", "Concepto", "Nota", "Importe"),
            ("3 de marzo de 2026", "EJEMPLO VIDEO BCN (referencia T-1234567)", "", "15,49\u00a0€"),
            (
                "3 de abril de 2026",
                "EJEMPLO VIDEO BCN",
                "ya reembolsado: 2,00\u00a0€",
                "15,49\u00a0€",
            ),
            total=("Total impugnado", "", "", "28,98\u00a0€"),
        ),
        kind="letter",
        layout=layout("ES"),
    )
    grid = [int(column.get(W + "w", "0")) / 1440 * 25.4 for column in columns_of(made)]
    page = page_for(made)
    assert sum(grid) == pytest.approx(page.text_width, abs=0.2)
    for width, words in zip(grid[::3], ("3 de marzo de 2026", "28,98\u00a0€"), strict=True):
        assert width > page.width_of(words) + 3  # the cell's own margins


def test_columns_fill_the_page_and_long_ones_share_what_is_left():
    narrow = table(("Day", "Sum"), ("May 3", "$1"))
    wide = table(("Day", "What", "Sum"), ("May 3", "long words " * 30, "$1"))
    for block in (narrow, wide):
        made = document(block, block)
        columns = [int(c.get(W + "w", 0)) for c in columns_of(made)]
        half = len(columns) // 2
        assert abs(sum(columns[:half]) - 160 / 25.4 * 1440) < 5
    assert columns[0] > 500
    assert columns[2] > 400
