"""Style sheets, scripts, fonts and pictures: how they are put together and served."""
