"""Sekisho: may we deal with these parties, and may these goods come in?

Rooms are folders, each with one concern (docs/adr/0001-the-house.md). The modules beside them put rooms together; from
the doors down, held by the import contracts in pyproject.toml:

- for the doors: `keeping`, `changing` (stored lists), `auditing`, `doorkeeping`, `installation`, `spark`;
- beside a server: `watching` (new editions), `preparing` (their index, in another process), `alone` (one
  serves all), `beside` (what they have in common);
- `runtime`, the composition root, and `settings`; `together`, questions of the same moment; `logs`, `settings_table`;
- `activation` and `composition`: a snapshot is put on record, and put together again;
- `snapshot`, all that one answer depends on, and `snapshot_gates`, which a new edition has to pass;
- at the bottom `entity`, the nouns; `steps`, `turns` and `collecting`, long work and its garbage.
"""

__version__ = "0.1.0"
