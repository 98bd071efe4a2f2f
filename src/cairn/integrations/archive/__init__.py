"""A whole organisation as one file, and back into an empty one (spec integrations §6, "Full portability").

tables.py says what goes along and what stays behind; writing.py writes; reading.py reads without trusting anything;
actions.py brings it in under new ids (renaming.py).
"""
