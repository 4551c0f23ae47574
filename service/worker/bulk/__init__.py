"""Bulk jobs put together with settings, lists and records: the desk that takes files in, and the workers beside it."""
