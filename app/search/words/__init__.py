"""The analyser: how Vietnamese and Khmer are cut into terms. Every engine indexes and asks with it alone."""
