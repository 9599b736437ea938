"""Telling people: staff in the application and by mail, citizens by mail and telephone."""
