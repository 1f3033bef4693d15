"""Taking over the configuration of other gateways: what was found, what would come of it, and the import itself."""
