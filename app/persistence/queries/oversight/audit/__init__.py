"""Questions about inspection rounds, their samples and findings."""
