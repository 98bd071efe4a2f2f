"""Who is told when something happens: one function per event, found by the name of the event."""
