"""What signed-in people do: one file for each kind of deed, each deed one function of the workflow."""
