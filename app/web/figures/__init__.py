"""Figures as everybody may see them: the period of the address, the map, the files. For everybody and observers."""
