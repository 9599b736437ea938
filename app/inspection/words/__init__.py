"""The words in a file: of PDF, Word and Excel as they are written, of pictures by OCR where Tesseract is installed."""
