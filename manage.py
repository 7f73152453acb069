#!/usr/bin/env python
"""Django's command line for Looseleaf."""

from config.command import main

if __name__ == "__main__":
    main()
