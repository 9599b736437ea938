"""The tests of the house: one folder a room, and the whole stories in journeys/."""
