"""The API of yente, the matching service of OpenSanctions, mounted at `/yente`.

Its clients (yente-client, yente-cli, yente-mcp, Marble, OpenRefine) need another address and nothing else. A match is a
screening like any other: recorded before it is answered, with the same hits and scores as `POST /v1/screenings`.
"""
