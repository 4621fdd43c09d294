"""Time and quality of colorquant beside its peers: ``python -m benchmarks --help``."""
