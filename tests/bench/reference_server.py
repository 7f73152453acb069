"""Serves the reference exactly as the product is served."""

import django

django.setup()

from config import server  # noqa: E402

if __name__ == "__main__":
    from config.wsgi import application  # noqa: F401 - loaded before the workers part, as the product's is

    server.serve_web()
