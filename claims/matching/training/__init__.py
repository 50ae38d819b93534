"""Where the weights of matching are learned; nothing here is needed to use them."""
