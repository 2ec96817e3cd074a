"""Pictures as they may be shown: made anew, small, without anything that the camera wrote into them.

Begin at `showing`. The child process imports this package too, so nothing is imported here.
"""
