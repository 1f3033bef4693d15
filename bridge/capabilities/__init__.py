"""What single models allow, as data: one module per vendor family, each a lookup by model name with a safe default."""
