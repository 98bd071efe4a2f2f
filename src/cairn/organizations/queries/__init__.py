"""What is read of organisations, people and teams; one module per page or question."""
