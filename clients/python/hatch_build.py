"""Writes `sekisho_client/generated` from openapi.yaml while the package is built.

Generated code is not kept in the repository, so it cannot differ from the description of the API.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The map of a line of goods is a picture: the generator knows no media type for one and keeps it as text.
CONFIGURATION = "post_hooks: []\ncontent_type_overrides:\n  image/svg+xml: text/html\n"


class GenerateClient(BuildHookInterface):
    """Runs openapi-python-client before the files of the package are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Generate the package anew, and fail the build if the generator fails."""
        root = Path(self.root)
        target = root / "src" / "sekisho_client" / "generated"
        with tempfile.TemporaryDirectory() as folder:
            configuration = Path(folder) / "configuration.yaml"
            configuration.write_text(CONFIGURATION, encoding="utf-8")
            command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--overwrite"]
            paths = ["--path", str(_description(root)), "--output-path", str(target)]
            subprocess.run([*command, *paths, "--config", str(configuration)], check=True)


def _description(root: Path) -> Path:
    """openapi.yaml: beside this file in a source distribution, at the top of the repository otherwise."""
    places = (root / "openapi.yaml", root.parent.parent / "openapi.yaml")
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"openapi.yaml is in none of {', '.join(map(str, places))}")
