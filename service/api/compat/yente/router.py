"""All operations, below `/yente`. They are not in the OpenAPI document: theirs is that of yente."""

from __future__ import annotations

from fastapi import APIRouter

from service.api.compat.yente import entities, export, match, reconcile, search, system

ROUTERS = tuple(one.router for one in (match, entities, search, reconcile, export, system))

router = APIRouter(prefix="/yente")
for one in ROUTERS:
    router.include_router(one)
