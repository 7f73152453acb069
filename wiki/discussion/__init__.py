"""Discussion: what people say about a page, beside it: threads of comments, and changes suggested by its readers.

Owns Discussion, Thread, Resolution, Comment, Mention, Suggestion, Outcome. Words: Thread (comments on one passage, or
on the page as a whole), Passage, Mention, Suggestion. Imports history, pages, spaces, markup, audit, display, accounts.
Reading a page means reading its discussion; whoever signed in and may read takes part.
"""
