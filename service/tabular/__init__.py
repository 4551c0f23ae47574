"""Tables in files from outside: workbooks, delimited text, JSON lines and Parquet, for lists and for bulk files alike.

Every size is checked before memory is asked for, by what the content says and never by what it claims about itself.
What is refused is a TableError. Not handled: macros, formulas (their stored values are read) and charts.
"""
