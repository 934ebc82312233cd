"""Addresses of companies that a person, or a pack, adds to the services."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from refundletters.packs.tables.base import Row, RowId, RowKind, Text

__all__ = ["ADDRESSES", "AddressRow"]


class AddressRow(Row, frozen=True, kw_only=True):
    """Where letters to a company go; it stands before what ships."""

    id: RowId
    service: Annotated[Text, Meta(description="The service: its id, or its name where unknown.")]
    name: Annotated[str, Meta(description="The company, as on the invoice.")] = ""
    address: Annotated[tuple[Text, ...], Meta(description="Its postal address, by line.")] = ()
    email: Annotated[str, Meta(description="Its e-mail address.")] = ""
    source: Annotated[Text, Meta(description="Where it was read, such as an invoice.")]


ADDRESSES: Final = RowKind("addresses", "address", AddressRow)
