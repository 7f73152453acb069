"""Import and export: bringing a handbook in with its history, and taking it out again.

Owns: reading a git repository, a folder or a ZIP file as a stream of commits (`reading/`), and writing that
stream into a space. Words: source (what is imported), commit, change (of one file), identity (which page a
path means at a moment of the history), section (a folder without a page of its own), checkpoint.
May import pages, history, spaces, markup, audit and accounts; is imported by nothing but the composition.
"""
