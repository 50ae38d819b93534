"""What other programs ask: feeds, reconciliation, completion, robots.txt."""
