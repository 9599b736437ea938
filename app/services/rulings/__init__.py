"""Questions about the law and their answers as machines read them: one way for the command line and the web."""
