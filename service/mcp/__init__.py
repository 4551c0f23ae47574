"""A Model Context Protocol server for assistants: `sekisho-mcp`, a process of its own that calls the HTTP API.

It screens, and reads what is on record. It has no tool that decides an alert, changes a list or manages keys, and the
key it is given should have the role screener, so that it could not. Not handled: remote transports; it speaks over
standard input and output to the program that started it.
"""
