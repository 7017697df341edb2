"""Content-Encoding undone, never into more than a given number of bytes.

The decoders of HTTP libraries give back all that a chunk holds; 64 kB of brotli can hold gigabytes. These stop.
"""

from __future__ import annotations

import io
import zlib

import brotli
import zstandard

from claimwatch.errors import Unreadable

ACCEPTED = "gzip, deflate, br, zstd"
_NOTHING = frozenset({"", "binary", "identity", "none", "utf-8"})
"""What servers write into the header that have packed nothing."""
_ZSTD_WINDOW = 8 * 1024 * 1024
"""Bytes; the most a web server may use (RFC 9659)."""


def decoded(url: str, body: bytes, encoding: str, limit: int) -> bytes:
    """`body` as it was before `encoding`, the header's value. Raises Unreadable above `limit` bytes."""
    name = encoding.strip().lower()
    if not body or name in _NOTHING:
        return body
    if name not in _DECODERS:  # two encodings on top of each other are no accident
        raise Unreadable(url, f"content encoding {name[:40]!r}")
    try:
        plain = _DECODERS[name](body, limit + 1)
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        raise Unreadable(url, f"broken {name} encoding") from error
    if len(plain) > limit:
        raise Unreadable(url, f"more than {limit} bytes once unpacked")
    return plain


def _gzip(body: bytes, limit: int) -> bytes:
    return zlib.decompressobj(wbits=47).decompress(body, limit)  # 47: gzip or zlib, whichever the header says


def _deflate(body: bytes, limit: int) -> bytes:
    try:
        return _gzip(body, limit)
    except zlib.error:  # many servers send the bare stream, without zlib's header
        return zlib.decompressobj(wbits=-15).decompress(body, limit)


def _brotli(body: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    plain = bytearray(decoder.process(body, output_buffer_limit=limit))
    while len(plain) < limit and not decoder.is_finished():
        more = decoder.process(b"", output_buffer_limit=limit - len(plain))
        if not more:
            break
        plain += more
    return bytes(plain)


def _zstd(body: bytes, limit: int) -> bytes:
    decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    return decoder.stream_reader(io.BytesIO(body), read_across_frames=True).read(limit)


_DECODERS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
