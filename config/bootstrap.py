"""Makes .venv with the locked dependencies; run by make with whatever Python the machine has.

Written for old Pythons as well, so that they can be told in words that they are too old: no f-strings, no annotations.
"""

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)


def give_up(line):
    """Ends with one line that says what to do."""
    sys.exit("Looseleaf: " + line)


def require_python(version):
    """Ends when this Python can't run the product."""
    if tuple(version[:2]) < OLDEST:
        give_up(
            "Python %d.%d or newer is needed; %s is %d.%d. Install a newer one and name it: make run PYTHON=python3.12"
            % (OLDEST + (sys.executable,) + tuple(version[:2]))
        )


def require_venv():
    """Ends when Debian's Python comes without the part that makes environments."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        give_up("this Python can't make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv")


def run(command, failure):
    """Runs a command, silent unless it fails."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.communicate()[0]
    if process.returncode:
        sys.stderr.write(output.decode("utf-8", "replace"))
        give_up(failure)


def prepare(folder, lock):
    """Brings the environment in `folder` to what `lock` says; returns at once when it is."""
    with open(lock, "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest() + " " + sys.version
    stamp = os.path.join(folder, os.path.basename(lock) + ".installed")
    if os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    require_venv()
    if not os.access(os.path.dirname(os.path.abspath(folder)), os.W_OK):
        give_up("cannot write to " + os.path.dirname(os.path.abspath(folder)) + ", where .venv goes.")
    print(
        "Installing the dependencies of "
        + os.path.basename(lock)
        + " into .venv (about a minute, the first time only) ..."
    )
    sys.stdout.flush()
    run([sys.executable, "-m", "venv", folder], "cannot make .venv; remove the folder if it is there and try again.")
    python = os.path.join(folder, "bin", "python")
    run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock],
        "the dependencies could not be installed; the lines above say why. A package registry must be reachable.",
    )
    with open(stamp, "w") as file:
        file.write(wanted)


if __name__ == "__main__":
    require_python(sys.version_info)
    prepare(".venv", sys.argv[1])
