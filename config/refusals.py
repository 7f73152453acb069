"""How the log tells of requests that were refused."""

import logging


class InOneLine(logging.Filter):
    """A refusal is no fault of the program: who asked for what is worth a line, where the code said no is not."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Takes the traceback off what is no error."""
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True
