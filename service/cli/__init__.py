"""The command-line interface. Exit status: 0 clear, 1 hit, 2 error."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module

from service.common.gc_tuning import undisturbed

_SWITCHES: Mapping[str, str] = {
    # Numpy's library for products of matrices, of which there are none here, starts a thread for each further core,
    # and these wait in a busy loop: a twentieth of the processor time of one screening.
    "OPENBLAS_NUM_THREADS": "1",
    # To look for plugins, pydantic reads the metadata of every package that is installed.
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}
"""What libraries are told by the environment, as they are imported. Whoever has set one of these wants it so."""


def main() -> None:
    """The command `sekisho`."""
    for name, value in _SWITCHES.items():
        os.environ.setdefault(name, value)
    undisturbed(lambda: import_module("service.cli.app")).main()
