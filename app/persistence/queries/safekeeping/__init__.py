"""Questions about the keeping itself."""
