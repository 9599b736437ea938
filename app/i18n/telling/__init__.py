"""What citizens are told outside the pages."""
