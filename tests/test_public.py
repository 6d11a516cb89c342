"""Every public name exists and is documented."""

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import eval as evaluation
import rag
import ui

MODULES = sorted(
    name
    for package in (rag, ui, evaluation)
    for name in [
        package.__name__,
        *(found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")),
    ]
    if not name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_public_names_exist_and_are_documented(name: str) -> None:
    """Classes and functions have a docstring; a value is described beside it or by its module."""
    module = import_module(name)
    assert module.__doc__, f"{name} has no docstring"
    public = getattr(module, "__all__", [])
    assert len(public) == len(set(public))
    for attribute in public:
        value = getattr(module, attribute)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), f"{name}.{attribute} has no docstring"


@pytest.mark.parametrize("name", [name for name in MODULES if "." in name])
def test_a_module_says_what_is_public(name: str) -> None:
    """A module that defines something public has an `__all__` that names only what is in it."""
    module = import_module(name)
    if Path(str(module.__file__)).name == "__init__.py":
        return
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    defined = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert defined <= set(getattr(module, "__all__", [])), f"{name}: {defined} are not all in __all__"
