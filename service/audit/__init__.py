"""What was done, by whom, in chains that show any change.

`event` says what can happen, `link` how an event is tied to the one before it, `chain` who ties them: one chain for
each writer.
"""
