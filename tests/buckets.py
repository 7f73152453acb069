"""Buckets on a real server of S3's kind on this machine, which tests talk to as the product does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config import environment

KEY, SECRET = "key", "/+ secret"
IN_ADDRESS = "key:%2F%2B%20secret"


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Host and port of the server."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "{}:{}".format(*server.get_host_and_port())
    server.stop()


def make_bucket(server: str, name: str) -> Any:
    """A new bucket, as Amazon's own library sees it."""
    import boto3

    s3 = boto3.resource("s3", endpoint_url=f"http://{server}", aws_access_key_id=KEY, aws_secret_access_key=SECRET)
    return s3.create_bucket(Bucket=name)


def name_after(folder: Path) -> str:
    """A name for a bucket that no other test has."""
    return f"wiki-{folder.name.replace('_', '-').lower()}"[:60].strip("-")


@pytest.fixture
def bucket(s3_server: str, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The product's files in a new bucket, as the setting says it; the bucket as Amazon's own library sees it."""
    bucket = make_bucket(s3_server, name_after(tmp_path))
    monkeypatch.setenv("LOOSELEAF_FILES", f"s3+http://{IN_ADDRESS}@{s3_server}/{bucket.name}/our/files")
    kept_in = environment.bucket("LOOSELEAF_FILES", tmp_path)
    settings.STORAGES = settings.STORAGES | {"default": kept_in, "shared": kept_in}
    return bucket


@pytest.fixture
def fall_silent(bucket: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the moment that this is called the bucket's server does not answer any more."""
    from wiki.pages.files import bucket as module

    monkeypatch.setattr(module, "CONNECT", 0.2)
    options = {"bucket_name": "gone", "endpoint_url": "http://127.0.0.1:9", "access_key": "a", "secret_key": "b"}
    gone = {"BACKEND": "wiki.pages.files.bucket.BucketFiles", "OPTIONS": options}

    def call() -> None:
        settings.STORAGES = settings.STORAGES | {"default": gone, "shared": gone}

    return call


def kept(bucket: Any) -> dict[str, bytes]:
    """What lies in it, by key."""
    return {each.key: each.get()["Body"].read() for each in bucket.objects.all()}


def keys(bucket: Any, folder: str) -> list[str]:
    """What lies in a folder of the product's files."""
    return [each.key for each in bucket.objects.filter(Prefix=f"our/files/{folder}/")]
