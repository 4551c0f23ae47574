"""What happened, for ever: documents with a few keys, stored before anything is answered.

Nothing here knows what a screening is: a request and an answer are kept as the bytes they were.
"""
