"""The forms in which a circle writes its public page, its forms and their questions."""
