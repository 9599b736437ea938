"""What search keeps in the database: the index where PostgreSQL is its engine, and the text found in files."""
