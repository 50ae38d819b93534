"""The site: a Datasette that fact-checkers like to work in. Pages read, forms and the API write through the workflow."""

from claims.site.serving import make_site, serve
from claims.site.sql import SITE_DATABASE, QueryPage, page_questions, query_pages

__all__ = ["SITE_DATABASE", "QueryPage", "make_site", "page_questions", "query_pages", "serve"]
