"""Encoders by name."""

from __future__ import annotations

from index.types import Encoder

BUNDLED = "tongbao-static"  # the name of the encoder that comes with the package


def load(name: str = "") -> Encoder:
    """The bundled encoder for "", else a sentence-transformers model by name or folder."""
    if not name:
        from index.encoder.bundled import bundled

        return bundled()
    from index.encoder.transformer import Transformer

    return Transformer(name)
