"""The user's own packs on their way to a cluster, whose machines do not see this disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import structs

from refundletters.batch.fingerprint import files_in, version_of
from refundletters.batch.values import Job
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.storage import write

__all__ = ["OtherVersion", "Parcel", "pack", "unpack"]

_KINDS = ("templates", "locales", "data")


class OtherVersion(Exception):
    """A worker has another version of the program, its data or its libraries.

    Args:
        theirs: What the worker has.
    """

    def __init__(self, theirs: str) -> None:
        super().__init__(theirs)
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job with the files of packs that did not come with the program.

    Attributes:
        job: The job; its roots are those of the sender and mean nothing elsewhere.
        version: What program, data and packs have to be.
        folders: For each kind of root, how many folders come before the shipped one.
        files: The files in them, by their path below ``kind/number``.
    """

    job: Job
    version: str
    folders: tuple[int, ...]
    files: tuple[tuple[str, bytes], ...]


def pack(job: Job) -> Parcel:
    """Return a job as it can be sent to another machine."""
    roots, shipped = job.setting.roots, shipped_roots()
    folders = []
    files = []
    for kind in _KINDS:
        own = [path for path in getattr(roots, kind) if path not in getattr(shipped, kind)]
        folders.append(len(own))
        for number, folder in enumerate(own):
            for path in files_in(folder):
                name = f"{kind}/{number}/{path.relative_to(folder).as_posix()}"
                files.append((name, path.read_bytes()))
    return Parcel(job, version_of(roots), tuple(folders), tuple(files))


def unpack(parcel: Parcel, folder: Path) -> Job:
    """Return the job with roots of this machine, the packs being written to ``folder``.

    Raises:
        OtherVersion: This machine would write other letters than the sender.
    """
    for name, content in parcel.files:
        write.replace(folder / name, content, durable=False)
    shipped = shipped_roots()
    roots = Roots(
        *(
            (*(folder / kind / str(number) for number in range(count)), *getattr(shipped, kind))
            for kind, count in zip(_KINDS, parcel.folders, strict=True)
        )
    )
    theirs = version_of(roots)
    if theirs != parcel.version:
        raise OtherVersion(theirs)
    setting = structs.replace(parcel.job.setting, roots=roots)
    return replace(parcel.job, setting=setting)
