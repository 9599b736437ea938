"""What happens when a date comes near and when it has passed: the ladder, and what announces itself before."""
