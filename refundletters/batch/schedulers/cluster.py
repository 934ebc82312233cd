"""A dask cluster, by ``distributed`` (extra ``cluster``).

Chunks are sent in a window, each under a key that no other has: a key used twice would give the
first one's letters. Workers write nothing; results come back to this process, which alone writes.
Cases are personal data, so they go to this machine or through TLS only.
"""

from __future__ import annotations

import ipaddress
import logging
import pickle
import queue
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from refundletters.batch.letters import LetterWriter
from refundletters.batch.ordered import Answer
from refundletters.batch.packs import OtherVersion, Parcel, pack, unpack
from refundletters.batch.values import Chunk, Job, Outcome, Row
from refundletters.errors import SinkError, UsageError
from refundletters.messages import say
from refundletters.storage.growing import TemporaryFolder

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster", "check_address", "cluster", "write_rows"]

_AHEAD: Final = 2
_CONNECT: Final = 10
_LOOK: Final = 5.0
_NO_WORKER: Final = 60.0


def cluster(address: str) -> Callable[[Job], Cluster]:
    """Return what makes a carrier of a cluster for a job.

    Raises:
        UsageError: The address is not of this machine and not of TLS, or dask is not installed.
    """
    check_address(address)
    try:
        import distributed  # noqa: F401  # only whether it is there
    except ImportError:
        raise UsageError(
            say("A cluster needs the package distributed, which is not installed."),
            say('Install it with: pip install "refundletters[cluster]"'),
        ) from None
    return lambda job: Cluster(address, pack(job))


def check_address(address: str) -> None:
    """Check that personal data may go to an address.

    Raises:
        UsageError: It is not of this machine and not of TLS.
    """
    parts = urlsplit(address)
    if parts.scheme == "tls" and parts.hostname:
        return
    if parts.scheme == "tcp" and _is_here(parts.hostname or ""):
        return
    raise UsageError(
        say("Cases would go unencrypted to %(address)s, or it is no address.", address=address),
        say("Use tls://HOST:PORT, or tcp://127.0.0.1:PORT on this machine."),
    )


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Cluster:
    """A carrier of all workers of a dask scheduler.

    Args:
        address: Of the scheduler.
        parcel: The job.

    Raises:
        UsageError: There is no such scheduler, it has no worker, or one that would write other
            letters than this program.
    """

    def __init__(self, address: str, parcel: Parcel) -> None:
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._address = address
        self._parcel = pickle.dumps(parcel)
        self._version = parcel.version
        self._run = uuid.uuid4().hex
        self._number = 0
        self._chunks: dict[Future, Chunk] = {}
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        try:
            self._client: Client = Client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                say("There is no scheduler at %(address)s.", address=address),
                say("Start one with: dask scheduler"),
            ) from error
        try:
            self._check_workers()
        except BaseException:
            self.close()
            raise

    def _check_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError as error:
            raise UsageError(
                say("The scheduler at %(address)s has no worker.", address=self._address),
                say("Start one with: dask worker %(address)s", address=self._address),
            ) from error
        self.capacity = _slots(self._workers())
        try:
            self._client.run(check_worker, self._parcel)
        except OtherVersion as error:
            raise self._other(error) from error
        except ImportError as error:
            raise _not_installed() from error

    def _other(self, error: OtherVersion) -> UsageError:
        return UsageError(
            say(
                "A worker has another version: %(theirs)s instead of %(ours)s.",
                theirs=error.theirs,
                ours=self._version,
            ),
            say("Install the same version of refundletters and its packages there."),
        )

    def submit(self, chunk: Chunk) -> None:
        """Send a chunk; the same one may be sent again under another key."""
        self._number += 1
        key = f"refundletters-{self._run}-{chunk[0].number}-{self._number}"
        rows = pickle.dumps(chunk)
        future = self._client.submit(write_rows, self._parcel, rows, key=key, pure=False)
        self._chunks[future] = chunk
        future.add_done_callback(self._done.put)

    def wait(self) -> list[Answer]:
        """Wait until a chunk is back.

        Raises:
            UsageError: A worker that came later has another version.
            SinkError: The scheduler is gone, or all workers are.
        """
        begun = time.monotonic()
        while True:
            try:
                return [self._answer(self._done.get(timeout=_LOOK))]
            except queue.Empty:
                workers = self._workers() if self._client.status == "running" else {}
                if workers:
                    begun = time.monotonic()
                    self.capacity = _slots(workers)
                elif time.monotonic() - begun > _NO_WORKER:
                    raise self._lost() from None

    def _workers(self) -> dict[str, Any]:
        """Return all workers by address; none may be out of sight without TLS."""
        workers: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        if not self._address.startswith("tls:"):
            for address in workers:
                check_address(address)
        return workers

    def _answer(self, future: Future) -> Answer:
        from distributed import KilledWorker

        chunk = self._chunks.pop(future)
        try:
            outcomes: list[Outcome] = future.result()
        except KilledWorker:
            return Answer(chunk, died=True)
        except OtherVersion as error:
            raise self._other(error) from error
        except ImportError as error:
            raise _not_installed() from error
        except CancelledError as error:
            raise self._lost() from error
        finally:
            future.release()
        return Answer(chunk, outcomes)

    def _lost(self) -> SinkError:
        return SinkError(
            say("The scheduler or all its workers are gone."),
            say("Start them again, and go on with --resume."),
        )

    def close(self) -> None:
        """Take back what is under way, and leave the cluster as it was."""
        for future in self._chunks:
            future.release()
        self._chunks.clear()
        self._client.close(timeout=_LOOK)


def _not_installed() -> UsageError:
    return UsageError(
        say("refundletters is not installed where the workers run."),
        say("Install the same version there."),
    )


def _slots(workers: dict[str, Any]) -> int:
    """Return how many chunks workers can take."""
    return max(1, sum(int(worker["nthreads"]) for worker in workers.values())) * _AHEAD


class _Unpacked:
    """A writer, and the folder of its packs, which goes when the writer does."""

    def __init__(self, parcel: Parcel) -> None:
        self._folder = TemporaryFolder(prefix="refundletters-")
        self.write = LetterWriter(unpack(parcel, Path(self._folder.name)))


@lru_cache(maxsize=2)
def _unpacked(parcel: bytes) -> _Unpacked:
    return _Unpacked(pickle.loads(parcel))  # noqa: S301  # dask itself unpickles what is sent


def check_worker(parcel: bytes) -> None:
    """Load a job; runs on a worker.

    Raises:
        OtherVersion: This machine would write other letters than the sender.
    """
    _unpacked(parcel)


def write_rows(parcel: bytes, rows: bytes) -> list[Outcome]:
    """Return the outcomes of rows; runs on a worker.

    Raises:
        OtherVersion: This machine would write other letters than the sender.
    """
    chunk: Sequence[Row] = pickle.loads(rows)  # noqa: S301  # dask itself unpickles what is sent
    outcomes: Any = _unpacked(parcel).write(chunk)
    return list(outcomes)
