"""What staff and citizens are told."""
