"""What `cairn bench` does: the session, what is asked and written, and how it is told."""
