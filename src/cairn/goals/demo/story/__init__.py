"""The invented company: who works there and what they pursue. Content only."""
