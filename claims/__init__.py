"""Record every statement of a news article with who says so, whether it can be checked and whether it is true."""

__version__ = "0.4.0"
