"""List services, find one by what people call it, and add where its letters go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from refundletters.cli.case_argument import answers_of
from refundletters.cli.context import Context
from refundletters.cli.json_records import day_of, row_record
from refundletters.cli.option_values import ServicesOptions
from refundletters.errors import UsageError
from refundletters.messages import N_, Message, say

if TYPE_CHECKING:
    from refundletters.packs.tables.service import Entity, ServiceRow

__all__ = ["run"]

_AREAS: Final[Mapping[str, str]] = {
    "*": N_("all countries"),
    "*outside-US": N_("all countries but the United States"),
    "APAC": N_("Asia and the Pacific"),
    "EEA": N_("the European Economic Area"),
    "LATAM": N_("Latin America"),
}
_UNDATED: Final = "undated"


def run(context: Context, options: ServicesOptions) -> int:
    """List the services, those that a name finds, or add an address.

    Raises:
        UsageError: An address is added without the name of its service.
        SinkError: The file of added addresses cannot be written.
    """
    from refundletters.packs.rows import load_rows
    from refundletters.packs.tables.service import SERVICES

    rows = load_rows(context.roots, SERVICES)
    if options.adds:
        return _add(context, options, rows)
    found = _found(context, options, rows)
    if options.json:
        context.print_json([row_record(row) for row in found])
        return 0
    if options.name and not found:
        context.note(say("No service known is called %(name)s.", name=options.name))
        context.note(
            say("Its name is enough for a letter. Add its address with --address, line by line.")
        )
    for row in found:
        context.print(f"{row.id}: {row.name}")
        if row.urls.cancel:
            link = say("To cancel: %(link)s", link=row.urls.cancel)
            context.print(context.wrap(context.translate(link), "    "))
    if options.name and found:
        _print_addresses(context, found[0])
    return 0


def _found(
    context: Context, options: ServicesOptions, rows: Mapping[str, ServiceRow]
) -> tuple[ServiceRow, ...]:
    from refundletters.answers import keys
    from refundletters.facts.service_names import search_services

    if options.name:
        return search_services(rows, options.name)
    if not options.case:
        return tuple(rows.values())
    from refundletters.cli.cases.current import find_case

    wanted = keys.get(answers_of(context, find_case(context, options.case)), "service.id")
    return tuple(row for id, row in rows.items() if id == wanted)


def _print_addresses(context: Context, row: ServiceRow) -> None:
    from refundletters.facts.parties import own_address
    from refundletters.packs.rows import load_rows
    from refundletters.packs.tables.address import ADDRESSES

    own = own_address(load_rows(context.roots, ADDRESSES), row, row.id, row.name)
    if own is not None:
        context.print()
        context.print(context.translate(say("You added:")))
        for line in filter(None, (own.name, *own.address, own.email)):
            context.print(f"    {line}")
    placed = [entity for entity in row.entity if entity.address]
    if placed:
        context.print()
        context.print(
            context.wrap(
                context.translate(say("Addresses known; check them against your invoice:"))
            )
        )
    for entity in placed:
        _print_entity(context, entity)


def _print_entity(context: Context, entity: Entity) -> None:
    from refundletters.i18n.formats import Formats

    country = entity.country and Formats(context.interface).territory(entity.country)
    for line in filter(None, (entity.name, *entity.address, country)):
        context.print(f"    {line}")
    context.print(context.wrap(context.translate(_about(entity, context)), "        "))


def _about(entity: Entity, context: Context) -> Message:
    """Return where the company runs the service, and when and where that was read."""
    from refundletters.i18n.formats import Formats

    formats = Formats(context.interface)
    places = [
        Message(_AREAS[area]) if area in _AREAS else formats.territory(area)
        for area in entity.region.split(",")
    ]
    if entity.checked == _UNDATED:
        return say("Where: %(region)s. Read in %(source)s", region=places, source=entity.source)
    return say(
        "Where: %(region)s. Read on %(day)s in %(source)s",
        region=places,
        day=day_of(entity.checked),
        source=entity.source,
    )


def _add(context: Context, options: ServicesOptions, rows: Mapping[str, ServiceRow]) -> int:
    from refundletters.cli.cases.own_addresses import add_address
    from refundletters.facts.service_names import find_service

    if not options.name:
        raise UsageError(
            say("The address has no service."),
            say("Name the service first: services NAME --address LINE."),
        )
    row = find_service(rows, options.name, options.name)
    name = options.name if row is None else row.id
    path = add_address(
        name, options.company or "", options.address, options.email or "", context.environ
    )
    shown = options.name if row is None else row.name
    context.note(say("Letters to %(name)s go there from now on, in all your cases.", name=shown))
    context.note(say("It is kept in %(file)s.", file=str(path)))
    return 0
