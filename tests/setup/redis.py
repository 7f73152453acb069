"""A Redis of one's own: started, killed without a word, started again where it was."""

import shutil
import subprocess
from dataclasses import dataclass, field

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.setup.serving import free_port, until


@dataclass
class OwnRedis:
    """Keeps nothing on disk, so that it is empty after each start."""

    port: int = field(default_factory=free_port)
    _process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            pytest.skip("redis-server is not installed: apt-get install redis-server")
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
        assert until(self._answers)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            return Redis(port=self.port).ping()
        except RedisError:
            return False
