"""A file or a page of the web -> what stands in it, and how it was captured: one file for each format, listed in `reading`."""

from claims.capture.page import Page, Reading
from claims.capture.reading import open_file, read_page

__all__ = ["Page", "Reading", "open_file", "read_page"]
