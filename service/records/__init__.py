"""What happened, for ever: documents with a few keys, stored before anything is answered.

This room knows nothing of screening. It keeps a request and an answer as the bytes they were.
"""
