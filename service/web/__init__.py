"""The officer's desk: pages at `/desk` before the HTTP interface, which they ask for everything."""
