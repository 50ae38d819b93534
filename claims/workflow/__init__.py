"""What a person can do: one function each, used by the commands, the scripts and the site alike."""
