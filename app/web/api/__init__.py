"""For machines: health."""
