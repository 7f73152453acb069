"""The page on which an admin sees whether everything runs, and what to do where it does not.

A line is a name, a state and words (`lines`); what is looked at stands in `software`, `work`, `keeping` and `mailing`.
No look takes more than a moment, and one that fails says so and takes nothing else down (`looking`).
"""
