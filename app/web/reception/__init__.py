"""The desk: entering paper and spoken petitions, and the receipt to hand over."""
