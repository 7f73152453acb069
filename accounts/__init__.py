"""People: who they are, their role and teams, how they sign in and are invited.

Words: User, Team, Role, Invitation. Knows nothing of the wiki; imports no slice.
"""
