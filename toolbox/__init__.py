"""The Mutual Aid Toolbox: a library, kits and working tools on a server that a group owns."""

__version__ = "0.1.0"
