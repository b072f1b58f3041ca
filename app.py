"""The page: layout and events only; draws what qa returns."""
