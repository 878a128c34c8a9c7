"""Documents in, cited quotes out. Knows no Discord, no terminal, no environment variable."""
