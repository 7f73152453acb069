"""Every table is known to Django, and every change of one has its migration."""

import importlib

import pytest
from django.core.management import call_command
from django.db import models

from tests.architecture.sources import files_named
from tests.conftest import ROOT


def models_of(module_name: str) -> set[type[models.Model]]:
    """The models that are defined in a module."""
    found = vars(importlib.import_module(module_name)).values()
    return {
        thing
        for thing in found
        if isinstance(thing, type) and issubclass(thing, models.Model) and thing.__module__ == module_name
    }


def in_slices() -> list[str]:
    """The names of the slices' modules with models."""
    files = [path.relative_to(ROOT).with_suffix("") for path in files_named("models")]
    return sorted(".".join(path.parts) for path in files if path.parts[0] == "wiki" and len(path.parts) > 2)


@pytest.mark.parametrize("name", in_slices())
def test_every_model_of_a_slice_is_registered(name: str) -> None:
    import wiki.models

    assert {model.__name__ for model in models_of(name)} <= set(wiki.models.__all__)


def test_registered_models_are_exported() -> None:
    import wiki.models

    imported = {name for name, thing in vars(wiki.models).items() if isinstance(thing, type)}
    assert set(wiki.models.__all__) == imported


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
