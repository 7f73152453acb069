"""Django's SQLite, for many writers: the database engine that the settings name."""
