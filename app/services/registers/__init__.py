"""Registers (sổ): what a line says today, the parts of a period, and the files that people take away."""
