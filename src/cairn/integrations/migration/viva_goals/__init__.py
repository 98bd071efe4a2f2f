"""Saved files of Viva Goals and Ally.io: three layouts in, one neutral bundle out (spec integrations §7).

Read in this order: records (what comes out), detect (the way in), then a module per layout. Nothing here
knows a database; matching people, teams and periods with those of an organisation happens when a bundle is
loaded.
"""
