"""Gradio without what it does for its own developers: at each import it writes type stubs beside its components.

It parses every component's source for that, which takes half of its import, and fails where the installed packages
cannot be written. There is no switch (`gradio.component_meta`, 6.31). Call `skip_stubs` before Gradio is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

__all__ = ["skip_stubs"]

MODULE, WRITER = "gradio.component_meta", "create_or_modify_pyi"


def skip_stubs() -> None:
    """Have Gradio write no stubs when it is imported; nothing where it has been."""
    if MODULE not in sys.modules and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds the one module, which is then loaded without its writer."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == MODULE else None
        if spec is not None and spec.origin is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(fullname, spec.origin)
        return spec


class _Loader(SourceFileLoader):
    """Loads a module, and takes its writer's work away."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        setattr(module, WRITER, lambda *_: None)
