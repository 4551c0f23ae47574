"""Asking as clients of yente do."""

import pytest

from tests.conftest import Client


class YenteClient(Client):
    """A client with the one call that most tests make."""

    def match(self, properties, schema="Person", dataset="default", headers=None, **parameters):
        body = {"queries": {"q": {"schema": schema, "properties": properties}}}
        return self.post(f"/yente/match/{dataset}", json=body, params=parameters, headers=headers)

    def results(self, properties, **given):
        response = self.match(properties, **given)
        assert response.status_code == 200, response.text
        return response.json()["responses"]["q"]


@pytest.fixture(scope="module")
def yente(shared_client):
    return YenteClient(shared_client.app)
