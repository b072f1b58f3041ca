"""The optional language model: it sees only the shown passages, and every sentence of it is checked. Off by default."""
