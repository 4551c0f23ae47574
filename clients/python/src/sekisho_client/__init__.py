"""Typed client of Sekisho, a sanctions-list screening service.

```python
from sekisho_client import PartyIn, Sekisho

with Sekisho("http://127.0.0.1:8000", api_key="sk_...") as sekisho:
    answer = sekisho.screen([PartyIn(name="Sergey Aksyonov")])
    print(answer.decision, answer.id)
```
"""

from sekisho_client.client import AsyncSekisho, Sekisho
from sekisho_client.errors import Fault, JobFailedError, SekishoError
from sekisho_client.generated.models import (
    Decision,
    EntityType,
    GoodsIn,
    IdentifierIn,
    OptionsIn,
    OriginIn,
    PairIn,
    PartyIn,
    PartyInType,
    ScreeningOut,
)
from sekisho_client.retries import RetryPolicy

__all__ = [
    "AsyncSekisho",
    "Decision",
    "EntityType",
    "Fault",
    "GoodsIn",
    "IdentifierIn",
    "JobFailedError",
    "OptionsIn",
    "OriginIn",
    "PairIn",
    "PartyIn",
    "PartyInType",
    "RetryPolicy",
    "ScreeningOut",
    "Sekisho",
    "SekishoError",
]
