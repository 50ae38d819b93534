"""The claims that wait for an assessment."""

from claims.store.connection import Connection


def claims_to_assess(connection: Connection) -> list[str]:
    """List the claims that nobody has assessed, the most worth checking first."""
    return [row[0] for row in connection.execute("select claim_id from claims_to_assess order by worth desc, claim_id")]
