"""Words that only staff read: Vietnamese and English."""
