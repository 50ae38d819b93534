"""The home page: search, what waits, how the claims stand, the newest of them."""

from claims.dates import now
from claims.site.chart import weekly_chart
from claims.site.page import Asked, Page, Shown

CAP = 1_000
"""What waits is counted up to this many, and said to be more beyond it."""


async def show(asked: Asked) -> Shown:
    """Show what a fact-checker comes back for."""
    today = now()[:10]
    answers = await asked.answers(today=today, cap=CAP + 1, drafts=asked.rights.may_read_drafts)
    return Shown(
        title="Claims",
        answers=answers,
        main="newest",
        description="Who says what in the news, can it be checked, and is it true?",
        context={"chart": weekly_chart(answers["weeks"], today), "cap": CAP},
    )


PAGE = Page("home", r"/(?:home)?", show)
