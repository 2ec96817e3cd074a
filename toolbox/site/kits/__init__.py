"""The kits as pages: what each kind of project is, how to begin, and which one fits."""
