"""Write the OpenAPI document to standard output: `python scripts/write_openapi.py > openapi.yaml`."""

from __future__ import annotations

import sys

from service.api.app import create_app
from service.api.yaml import to_yaml

if __name__ == "__main__":
    sys.stdout.write(to_yaml(create_app(None).openapi()))
