"""Activity: what concerns a person: what changed, what they watch, what they are told of, on the bell and by mail.

Owns Watch, Notification, Excerpt, Wishes, EventPosition. Words: Watch, Notification, Topic (what notifications are
about, as people choose their mail by it), Excerpt (a change as compared, shortened), Wishes, Digest.
Reads audit events after the fact (`telling`): no action waits for a notification, none is lost, none comes twice.
What a person may no longer read is not told: asked when it is noted, when it is shown and when it is mailed.
Imports discussion, history and below.
"""
