"""Jobs: what was asked about a file, divided into tasks that workers claim, finish or lose."""
