"""Sekisho: may we deal with these parties, and may these goods come in?

Layers, from the interfaces down (docs/architecture.md has the picture; pyproject.toml holds them to it):

- `web`: pages for officers, which call the HTTP interface;
- `api`, `cli`, `mcp`: the other interfaces: HTTP, the command line, tools for assistants;
- `worker`: processes and threads beside a server: bulk jobs, rescreening, webhooks, lists, Spark;
- `bootstrap`: the composition root;
- `customers`: the book of counterparties, screened again when a list changes;
- `screenings`, `bulk`: the use cases: screen one request, screen a file;
- `snapshots`: the state of the world that one answer rests on: load, hold, put on record, rebuild;
- `alerts`: what has to be decided, by whom, and what is remembered of it;
- `watchlists`, `webhooks`, `auth`: official lists with their editions; the outbox of events; who may call;
- `records`, `audit`, `storage`, `tabular`: what was answered, the chain of events, the database, tables in files;
- `settings`: the environment, read once;
- `engine`: pure: names, matching, index, origin of goods, one screening;
- `common`: files, locks, threads, caches.
"""

__version__ = "0.1.0"
