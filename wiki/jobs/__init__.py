"""The background jobs as an admin meets them: what runs, what waits, what failed and why. To be read, never changed.

Owns Job, django-tasks' rows under a name of ours. A job is what the worker was asked to do; what it is about (an
import) belongs to the slice that asked. May import every slice, and is imported by none.
"""
