"""Who watches: the inspectorate over all bodies, and observers who see numbers only."""
