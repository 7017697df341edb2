"""Pages to articles; a file for each outlet whose pages the general reader gets wrong."""
