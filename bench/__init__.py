"""Measurements beside the floor they are compared with; never run as tests. See docs/performance.md."""
