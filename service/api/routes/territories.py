"""Territories and the measures on goods from them."""

from fastapi import APIRouter

router = APIRouter(prefix="/v1/territories", tags=["Lists"])
