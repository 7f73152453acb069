"""Activity: what changed in the wiki, for people. Reads revisions and audit events; imports pages and below."""
