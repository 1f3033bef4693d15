"""The Cloudflare tunnel: the program cloudflared, its supervision, and the Cloudflare API. Knows no database and no proxy."""
