"""Bytes into text: unpacked within a limit, decoded as declared, never with a letter replaced in silence."""

import codecs
import re
import zlib

from claims.capture.page import MAX_BYTES

_GZIP = b"\x1f\x8b"
_GZIP_OR_ZLIB = 47
"""zlib's `wbits` for either header, told apart by itself."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_WESTERN = frozenset({"ascii", "iso8859-1", "iso8859-15"})
"""Read as windows-1252, as browsers do (WHATWG Encoding Standard): what they call Latin-1 is that."""
_NOT_LIKE_UTF8 = ("utf-16", "utf-32", "iso2022", "hz")
"""Encodings whose bytes may pass for UTF-8."""
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)), "")


def unpack(content: bytes, limit: int = MAX_BYTES) -> bytes:
    """Return gzipped or deflated bytes unpacked. Raises ValueError past the limit, so that a small file cannot fill the memory."""
    unpacked = bytearray()
    while content:
        member = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            unpacked += member.decompress(content, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise ValueError("it is packed, and what is packed is damaged") from error
        if len(unpacked) > limit:
            raise ValueError(f"unpacked, it is larger than {limit // 1024 // 1024 or 1} MiB")
        if not member.eof:
            raise ValueError("it is packed, and its end is missing")
        content = member.unused_data.lstrip(b"\0")
    return bytes(unpacked)


def is_gzipped(content: bytes) -> bool:
    """Tell whether bytes begin as gzip does."""
    return content.startswith(_GZIP)


def decode(content: bytes, charset: str = "") -> str:
    """Return bytes as text. Raises ValueError where no encoding fits.

    In this order: byte order mark; UTF-8, if every byte of it is valid; the server's charset; the page's own; a guess.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding).removeprefix("\ufeff")
    found = _DECLARED.search(content[:_DECLARED_WITHIN])
    declared = [name for name in (charset, found[1].decode("ascii") if found else "") if name]
    if b"\0" in content and not any(_codec(name).startswith(_NOT_LIKE_UTF8) for name in declared):
        raise ValueError("it is no text")
    for encoding in _in_order(declared):
        try:
            return _strictly(content, encoding)
        except ValueError:
            continue
    return _guessed(content)


def _in_order(declared: list[str]) -> list[str]:
    known = [codec for name in declared if (codec := _codec(name))]
    first = [codec for codec in known if codec.startswith(_NOT_LIKE_UTF8)]
    return [*first, "utf-8", *("cp1252" if codec in _WESTERN else codec for codec in known)]


def _codec(name: str) -> str:
    """Return Python's name of an encoding; empty where it knows none."""
    try:
        return codecs.lookup(name.strip("\"' ")).name
    except (LookupError, ValueError):
        return ""


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise ValueError(f"it is not {encoding}, as it says") from error


def _guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to load and seldom needed)

    best = from_bytes(content).best()
    if best is None:
        raise ValueError("its encoding cannot be told; save it as UTF-8")
    return str(best)


def without_controls(text: str) -> str:
    """Return a text without the characters that no page can show; those that end a line or a page become line feeds."""
    return text.translate(_LINE_ENDS).translate(_CONTROLS)
