"""Find a service by what people call it: its name, another name for it, or the name of its site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from refundletters.packs.tables.service import ServiceRow

__all__ = ["find_service", "plain_name", "search_services"]

# How similar a typed name and a known one must be; high, since a wrong match misdirects a letter.
_ALIKE: Final = 0.88
_LONG_ENOUGH: Final = 5


def find_service(
    rows: Mapping[str, ServiceRow], service_id: str | None, name: str | None
) -> ServiceRow | None:
    """Return the row of a service by its id, or by a name people use for it."""
    if service_id and service_id in rows:
        return rows[service_id]
    if not name:
        return None
    return _named(_Rows(rows), name)


class _Rows:
    """Rows as the key of a cache: equal to themselves only, so none of them is compared."""

    def __init__(self, rows: Mapping[str, ServiceRow]) -> None:
        self.rows = rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rows) and other.rows is self.rows

    def __hash__(self) -> int:
        return id(self.rows)


@lru_cache(maxsize=1024)
def _named(rows: _Rows, name: str) -> ServiceRow | None:
    names = _by_name(rows)
    for wanted in (plain_name(name), plain_name(_host(name))):
        if wanted in names:
            return names[wanted]
    wanted = plain_name(name)
    if len(wanted) < _LONG_ENOUGH:
        return None
    import difflib  # only where no name is the same

    near = difflib.get_close_matches(wanted, names, n=1, cutoff=_ALIKE)
    return names[near[0]] if near else None


@lru_cache(maxsize=8)
def _by_name(rows: _Rows) -> Mapping[str, ServiceRow]:
    return {spelled: row for row in rows.rows.values() for spelled in _names_of(row)}


def search_services(rows: Mapping[str, ServiceRow], text: str) -> tuple[ServiceRow, ...]:
    """Return the services that a search finds, the one so called first, then by name.

    A row is found by a part of any of its names, or of the name of a company that runs it.
    """
    called = find_service(rows, text, text)
    wanted = plain_name(text)
    found = [
        row
        for row in rows.values()
        if row is not called and wanted and any(wanted in name for name in _searched(row))
    ]
    found.sort(key=lambda row: row.name.casefold())
    return (*(() if called is None else (called,)), *found)


def plain_name(name: str) -> str:
    """Return a name without case, spaces and signs."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _names_of(row: ServiceRow) -> Iterator[str]:
    if row.urls.web:
        yield plain_name(_host(row.urls.web))
    yield from map(plain_name, (row.id, *row.aliases, row.title, row.name))


def _searched(row: ServiceRow) -> Iterator[str]:
    yield from _names_of(row)
    yield from (plain_name(entity.name) for entity in row.entity)


def _host(text: str) -> str:
    """Return the name of a site without what stands around it: ``netflix.com`` for a link."""
    host = text.strip().casefold().partition("://")[2] or text.strip().casefold()
    return host.partition("/")[0].removeprefix("www.")
