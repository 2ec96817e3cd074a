"""Programs of ours that run in a process of their own, kept apart from the server.

Begin at `running`. The child process imports this package too, so nothing is imported here.
"""
