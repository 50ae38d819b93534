"""How claims are searched: what people type, what they narrow it down by, what is counted beside it."""
