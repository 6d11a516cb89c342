"""Every public name exists and is documented."""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
import typer

import eval as evaluation
import rag
import ui
from ui.commands import app
from ui.readme import settings_table

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


def test_the_readme_lists_every_setting() -> None:
    """The table in the README is the one that the code makes."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert settings_table() in readme


def test_the_readme_names_every_command() -> None:
    """Each command of the program stands in the README with its options."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for command in typer.main.get_command(app).commands.values():  # type: ignore[attr-defined]  # a group has them
        assert f"hemeroteca {command.name}" in readme
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
        assert [option for option in options if option not in readme and option != "--help"] == []
