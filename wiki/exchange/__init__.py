"""Import and export: bringing a handbook in with its history, and taking it out again.

Owns Import; reading a git repository, a folder or a ZIP file as a stream of commits (`reading/`, no database); writing
that stream into a space (`writing/`); the content that a new wiki starts with (`starter/`); taking evidence away
(`evidence/`); files that servers share (`shared`), and that one of them alone is at a thing (`locking`). Words: source
(what is imported), commit, change (of one file), identity (which page a path means at a moment of the history), section
(the page of a folder that has none of its own). May import every slice but integrity and jobs.
"""
