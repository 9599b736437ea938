"""Whole stories across audiences, walked in a real Chromium on a real server."""
