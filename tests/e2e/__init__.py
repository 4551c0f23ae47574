"""What happens when things break: killed processes, stopped databases, full disks, many writers at once.

The suite runs small versions. `make hard` runs them in full and prints what it measured.
"""
