"""The proxy: HTTP in, one of four wire formats; HTTP out to a provider; nothing here touches the database."""
