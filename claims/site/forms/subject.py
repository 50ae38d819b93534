"""The claim that a form is about: it stands at the top, so that nobody judges what they do not see."""

from claims.site.page import Answers, Asked
from claims.site.sql import page_questions

MOST = 20
"""Rows of a list beside a form."""

CLAIM = r"/claim/(?P<claim>[A-Za-z0-9_-]+)"
"""Addresses of the forms about a claim begin with this."""


async def about_claim(asked: Asked, **values: object) -> Answers:
    """Answer the questions of a form about a claim, with the claim itself. Raises Datasette's NotFound where there is none."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    claim = asked.given["claim"]
    questions = {**page_questions(asked.folder, "subject"), **asked.questions}
    answers = await asked.answers(
        questions, claim=claim, most=MOST, drafts=asked.rights.may_read_drafts, person=asked.rights.person, **values
    )
    if not answers["claim"]:
        raise NotFound(f"No claim '{claim}' is recorded. It may have been removed; search for its words.")
    return answers
