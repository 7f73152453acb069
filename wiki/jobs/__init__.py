"""The background jobs: what runs, waits, failed and why, as an admin meets it; failed ones begun again; those that come
round handed out. Jobs are to be read, never changed.

Owns Job, django-tasks' rows under a name of ours, PeriodicRun, and Worker, a process that gives signs of life. A job is
what the worker was asked to do; what it is about (an import, a mail) belongs to the slice that asked. A job may be
begun again at any time, so it must not do twice what it did. May import every slice, and is imported by none.
"""
