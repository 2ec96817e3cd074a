"""Paper: sheets and booklets set by typst in a child process, ready to print, fold or cut.

Begin at `press`. The child process imports this package too, so nothing is imported here.
"""
