"""Floor 2. Words: the current language, labels of the vocabulary, dates and citations in each language."""
