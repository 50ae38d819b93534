"""Who comes in, and what is refused: sign-in, headers, error pages."""
