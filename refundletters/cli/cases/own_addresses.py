"""Where letters to a company go, as a person added it once for all their cases."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from refundletters.answers.build import check
from refundletters.answers.toml_edit import update_toml
from refundletters.errors import TemplateError
from refundletters.facts.service_names import plain_name
from refundletters.messages import say
from refundletters.packs.tables.address import ADDRESSES
from refundletters.storage.change import change
from refundletters.storage.places import OWN_FOLDER, home

__all__ = ["add_address"]


def add_address(
    service: str,
    company: str,
    address: Sequence[str],
    email: str,
    environ: Mapping[str, str] | None = None,
) -> Path:
    """Keep where letters to a company go, and return the file; what is empty stays as it was.

    Args:
        service: The id of the service, or its name where it is not known.
        company: The company, as on the invoice.
        address: Its postal address, by line.
        email: Its e-mail address.
        environ: The environment, which may name the folder.

    Raises:
        CaseError: A part is not acceptable.
        TemplateError: The file is no TOML.
        SinkError: The file cannot be written.
    """
    given = {"name": company, "address": list(address), "email": email}
    added = {name: check(f"recipient.{name}", value) for name, value in given.items() if value}
    path = home(environ) / OWN_FOLDER / "data" / ADDRESSES.folder / "own.toml"

    def edit(old: bytes | None) -> bytes:
        text = (old or b"").decode("utf-8")
        try:
            rows: list[dict[str, Any]] = tomllib.loads(text).get(ADDRESSES.array, [])
        except tomllib.TOMLDecodeError as error:
            raise TemplateError(
                say("%(file)s cannot be read: %(detail)s.", file=path.name, detail=str(error)),
                file=str(path),
                line=getattr(error, "lineno", 0),
            ) from error
        key = plain_name(service)
        present = next((row for row in rows if plain_name(row.get("service", "")) == key), {})
        row = {
            "id": f"own-{len(rows) + 1}",
            "service": service,
            "source": "added by hand",
            **present,
            **added,
        }
        wanted = [row if other is present else other for other in rows]
        return update_toml(text, {ADDRESSES.array: wanted if present else [*rows, row]}).encode()

    change(path, edit)
    return path
