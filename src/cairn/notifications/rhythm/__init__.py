"""When people are asked: check-in rhythms, what is due of them, period messages, and the manager's weekly look."""
