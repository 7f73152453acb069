"""What may be done with people, teams, invitations and the wiki's name.

Every verb takes `by`, asks for the right first, is atomic, and tells `signals.people_changed` inside its transaction.
"""
