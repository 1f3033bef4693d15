"""One module per page of the sidebar; a page talks to one service."""
