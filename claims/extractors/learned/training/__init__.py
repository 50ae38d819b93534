"""How the learned engine comes to know what it knows; needs the extra `train`."""
