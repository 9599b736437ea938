"""Questions of those who watch: figures from the rows themselves, figures kept, what stands today."""
