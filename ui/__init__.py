"""Two faces of the same library: the command line (`ui.cli`) and the page (`ui.web`)."""
