"""The engines. Which one a house uses is one setting; changing it is one rebuild."""
