"""Floor 2. What a file really is, and a copy of it without what tells about its author. Knows nothing but bytes."""
