"""What readers look at: one file a page, and what a page works out that SQL cannot."""
