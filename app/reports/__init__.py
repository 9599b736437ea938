"""Floor 4. Registers and statistics: a question becomes a table, a table becomes XLSX or CSV."""
