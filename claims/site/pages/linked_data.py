"""A claim as schema.org describes one, for programs that read JSON-LD. A ClaimReview would stand beside it, under `review`."""

from typing import Any

Row = dict[str, Any]

_DOCUMENT_TYPES = {"article": "NewsArticle", "social_post": "SocialMediaPosting", "report": "Report"}
_WIKIDATA = "http://www.wikidata.org/entity/"


def claim_as_linked_data(claim: Row, chain: list[Row], address: str) -> dict[str, Any]:
    """Return a schema.org Claim: its text, where it appeared, and who asserts it, if that is a named source or the outlet itself."""
    found = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": address,
        "url": address,
        "identifier": claim["id"],
        "text": claim["statement"],
        "dateCreated": claim["created_at"],
        "author": _authors(claim, chain),
        "appearance": _appearance(claim),
    }
    return _without_nothing(found)


def _authors(claim: Row, chain: list[Row]) -> Any:
    """Whoever asserts it. Who denies it does not, and a source without a name is nobody's entity."""
    if claim["quotation"] == "own_voice":
        return _organisation(claim)
    found = [_author(one) for one in chain if one["hop"] == 0 and one["speaker_id"] and one["stance"] != "denies"]
    return found[0] if len(found) == 1 else found


def _author(source: Row) -> dict[str, Any]:
    is_person = source["speaker_kind"] == "person"
    return _without_nothing(
        {
            "@type": "Person" if is_person else "Organization",
            "name": source["speaker"],
            "jobTitle": source["role_text"] if is_person else None,
            "affiliation": {"@type": "Organization", "name": source["member_of"]} if is_person and source["member_of"] else None,
            "sameAs": _wikidata(source["speaker_wikidata_id"]),
        }
    )


def _appearance(claim: Row) -> dict[str, Any]:
    published = str(claim["published_at"] or "")
    return _without_nothing(
        {
            "@type": _DOCUMENT_TYPES.get(claim["document_kind"], "CreativeWork"),
            "headline": claim["document"],
            "url": claim["url"],
            "archivedAt": claim["archive_url"],
            "datePublished": "" if published.startswith("XXXX") else published,
            "publisher": _organisation(claim),
        }
    )


def _organisation(claim: Row) -> dict[str, Any]:
    return _without_nothing({"@type": "Organization", "name": claim["outlet"], "sameAs": _wikidata(claim["outlet_wikidata_id"])})


def _wikidata(name: str | None) -> str | None:
    return f"{_WIKIDATA}{name}" if name else None


def _without_nothing(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, "", [])}
