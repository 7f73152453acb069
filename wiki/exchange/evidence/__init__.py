"""Evidence: what is known of a page, a space or a person, as one ZIP that needs no server to be read and checked.

Owns Evidence, one such ZIP that somebody asked for; what goes in (`scope`), the texts as HTML, Markdown and sealed
bytes (`documents`), and everything that was decided and learned as tables (`records`). Words: State (an edition, or a
revision of a page without any), sealed bytes (what a seal is the SHA-256 of).
21 CFR 11.10(b): accurate and complete copies of records in both human readable and electronic form.
"""
