"""``layouts``: letter layouts by country, and a test page to try with an envelope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from refundletters.cli.context import Context
from refundletters.cli.json_records import day_of
from refundletters.cli.option_values import LayoutsOptions
from refundletters.errors import NotFound, UsageError
from refundletters.letters.layout import layout_for
from refundletters.messages import Message, say
from refundletters.model.document import Layout, Zone
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.layout import LAYOUTS, LayoutRow
from refundletters.render import window_test_page
from refundletters.render.result import Rendered

__all__ = ["run"]

_FORMATS: Final[Mapping[str, Callable[[Layout, window_test_page.PageText], Rendered]]] = {
    ".html": window_test_page.html,
    ".svg": window_test_page.svg,
}


def run(context: Context, options: LayoutsOptions) -> int:
    """List the layouts, or draw that of one country."""
    rows = load_rows(context.roots, LAYOUTS)
    layout = layout_for(context.roots, _key(options.country, rows))[0] if options.country else None
    if options.output is not None:
        if layout is None:
            raise UsageError(
                say("A test page shows the layout of one country."),
                say("Name the country: refundletters layouts DE -o page.html"),
            )
        return _draw(context, options.output, layout, rows[layout.id], overwrite=options.overwrite)
    shown = rows.values() if layout is None else (rows[layout.id],)
    records = [_record(row) for row in shown]
    if options.json:
        context.print_json(records)
        return 0
    for record in records:
        _show(record, context)
    return 0


def _key(name: str, rows: Mapping[str, LayoutRow]) -> str:
    """Return the id of a layout, or the code of a country without a layout of its own.

    Raises:
        CaseError: There is no such country.
    """
    found = next((id for id in rows if id.casefold() == name.casefold()), None)
    if found is not None:
        return found
    from refundletters.answers.build import check

    return str(check("country", name.upper()))


def _record(row: LayoutRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "country": _country(row.id),
        "paper": row.paper,
        "window": row.recipient_zone is not None,
        "source": row.source,
        "checked": "" if row.checked is None else row.checked.isoformat(),
        "verified": row.verified,
    }


def _country(id: str) -> str:
    """Return the country of a row; empty for those that are named after a paper."""
    return id if len(id) == 2 and id.isalpha() else ""


def _show(record: Mapping[str, Any], context: Context) -> None:
    context.print(record["id"])
    for sentence in _sentences(record, context):
        context.print(context.wrap(context.translate(sentence), "    "))


def _sentences(record: Mapping[str, Any], context: Context) -> list[Message]:
    paper = record["paper"]
    if record["country"]:
        from refundletters.i18n.formats import Formats

        name = Formats(context.interface).territory(record["country"])
        found = [say("%(country)s: letters on %(paper)s paper.", country=name, paper=paper)]
    else:
        found = [say("Every other country with %(paper)s paper.", paper=paper)]
    if record["window"]:
        found.append(say("The address shows in a window envelope."))
    if not record["verified"]:
        found.append(say("Not all of its measures are confirmed."))
    day = day_of(record["checked"])
    return [*found, say("Checked on %(day)s: %(source)s", day=day, source=record["source"])]


def _draw(context: Context, output: str, layout: Layout, row: LayoutRow, *, overwrite: bool) -> int:
    path = Path(output)
    draw = _FORMATS.get(path.suffix.lower())
    if draw is None:
        raise NotFound(
            say("The ending of %(file)s does not name a format.", file=path.name),
            say("Use one of these endings: %(endings)s.", endings=", ".join(_FORMATS)),
            name=path.suffix,
        )
    from refundletters.sink import files

    rendered = draw(layout, _text(context, layout, verified=row.verified))
    context.note(files.put(rendered, path, overwrite=overwrite).message)
    return 0


def _text(context: Context, layout: Layout, *, verified: bool) -> window_test_page.PageText:
    from refundletters.i18n.locales import direction

    speak = context.translate
    top, right, bottom, left = layout.margins
    margins = say(
        "Margins in millimeters: top %(top)s, right %(right)s, bottom %(bottom)s, left %(left)s",
        top=top, right=right, bottom=bottom, left=left,
    )  # fmt: skip
    return window_test_page.PageText(
        locale=context.interface,
        direction=direction(context.interface),
        title=speak(say("Test page of the layout %(id)s, %(paper)s paper",
                        id=layout.id, paper=layout.paper)),
        notes=tuple(map(speak, _notes(layout, verified=verified))),
        ruler=speak(say("This line must be %(length)s mm long on paper. If it is not, set the "
                        "printer to actual size.", length=window_test_page.RULER)),
        margins=speak(margins),
        recipient=_zone(context, say("Recipient"), layout.recipient_zone),
        sender=_zone(context, say("Sender"), layout.sender_zone),
        folds=tuple(speak(say("Fold here, %(top)s mm from the top", top=y)) for y in layout.folds),
        punch="" if layout.punch is None
        else speak(say("Hole punch, %(top)s mm from the top", top=layout.punch)),
    )  # fmt: skip


def _notes(layout: Layout, *, verified: bool) -> list[Message]:
    notes = [say("Print this page at actual size; do not let the printer fit it to the paper.")]
    if layout.recipient_zone is None:
        notes.append(
            say("This layout has no address window: write the address on a plain envelope.")
        )
    else:
        notes += [
            say("Fold the page and put it into your window envelope. The whole frame of the "
                "recipient should show, however the page slides."),
            say("If a part of the frame is covered, use an envelope without a window and write the "
                "address on it."),
        ]  # fmt: skip
    if not verified:
        notes.append(say("Not all of its measures are confirmed."))
    return notes


def _zone(context: Context, name: Message, zone: Zone | None) -> str:
    if zone is None:
        return ""
    return context.translate(
        say("%(name)s: %(width)s × %(height)s mm, %(left)s mm from the left, %(top)s mm from the "
            "top", name=name, width=zone.width, height=zone.height, left=zone.x, top=zone.y)
    )  # fmt: skip
