"""Looking at what is recorded."""

from claims.store.connection import Store
from claims.store.read import ClaimPage, Event, claim_history, claim_page


def show_claim(store: Store, claim: str) -> ClaimPage:
    """Return everything about one claim, given by its id or by the first characters of it. Raises NotRecorded."""
    return claim_page(store, claim)


def claim_events(store: Store, claim: str) -> list[Event]:
    """List what happened to a claim, oldest first. Raises NotRecorded."""
    return claim_history(store, claim)
