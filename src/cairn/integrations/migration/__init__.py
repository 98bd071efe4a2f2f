"""Moving in from other products: files in, goals out (spec integrations §7)."""
