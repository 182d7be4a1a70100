"""Posts: text, versions, tags and links to other posts, conflicts and tags.

Owns Post (with history), Tag, SeeAlso and the pages /discussions/… and /tags/….
"""
