"""Many pages at once: moved, tagged or trashed as one change with one reason, all or nothing.

`planning` says beforehand what can't be done and why; `carrying` does it; a Batch tells of it afterwards.
"""
