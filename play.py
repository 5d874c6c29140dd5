"""Set up and play.

    python play.py                    make .venv beside this file, install the game into it, start it
    python play.py test [arguments]   the same with what the tests need, then run them
    python play.py check levels       any other words go to the game: python -m game check levels

Standard library only, no compiler needed. Even Python 2.7 can read this file, and say that it is too old.
"""

from __future__ import print_function

import hashlib
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
STAMP = os.path.join(VENV, "installed.txt")
LOG = os.path.join(VENV, "install.log")
NO_NETWORK = "Failed to establish|Max retries|Connection broken|ConnectTimeout|ReadTimeout|name resolution"


def stop(sentence):
    print(sentence, file=sys.stderr)
    sys.exit(1)


def venv_works():
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([PYTHON, "-I", "-c", probe], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def make_venv():
    try:
        import ensurepip  # noqa: F401  Debian and Ubuntu leave this part out
        import venv
    except ImportError:
        stop(
            "This Python lacks venv, the part that sets up a game in its own folder. On Debian\n"
            "and Ubuntu: sudo apt install python%d.%d-venv. Then start play.py again." % sys.version_info[:2]
        )
    print("Setting up: making .venv ...")
    try:
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as fault:
        stop("Setting up failed: %s could not be made. %s" % (VENV, fault))


def installed():
    """What the last complete installation was made from, and with which extras."""
    try:
        with open(STAMP) as stamp:
            made_from, _, extras = stamp.read().strip().partition(" ")
    except (IOError, OSError):
        return "", set()
    return made_from, set(extras.split())


def install(made_from, extras):
    project = ".[%s]" % ",".join(sorted(extras)) if extras else "."
    flags = ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
    print("Setting up: installing (once, about a minute, needs the network) ...")
    with open(LOG, "wb") as log:
        command = [PYTHON, "-m", "pip", "install"] + flags + ["-e", project]
        inside = dict(os.environ, PIP_USER="0")  # whatever pip was told to do elsewhere: into .venv
        pip = subprocess.Popen(command, cwd=ROOT, env=inside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for line in pip.stdout:
            log.write(line)
            package = re.match(b"Collecting ([A-Za-z0-9._-]+)", line)
            if package:
                print("  " + package.group(1).decode())
                sys.stdout.flush()
    if pip.wait() != 0:
        explain()
    with open(STAMP, "w") as stamp:
        stamp.write("%s %s\n" % (made_from, " ".join(sorted(extras))))


def explain():
    with open(LOG, "rb") as log:
        text = log.read().decode("utf-8", "replace")
    reasons = re.findall("ERROR: (.+)", text)
    reason = reasons[-1] if reasons else "pip ended without a reason."
    if re.search(NO_NETWORK, text):
        reason = "the network could not be reached. It is needed once; after that the game runs without."
    stop("Setting up failed: %s\nThe whole story: %s" % (reason, LOG))


def main(words):
    if sys.version_info < (3, 11):
        stop("Python 3.11 or newer is needed, this is %s (%s)." % (sys.version.split()[0], sys.executable))
    testing = words[:1] == ["test"]
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as project:
        made_from = hashlib.sha256(project.read() + ROOT.encode("utf-8", "surrogateescape")).hexdigest()
    if not venv_works():
        make_venv()
    before, extras = installed()
    wanted = extras | ({"test"} if testing else set())
    if (before, extras) != (made_from, wanted):
        install(made_from, wanted)
    if testing:
        os.chdir(ROOT)
        command = [PYTHON, "-m", "pytest"] + words[1:]
    else:
        command = [PYTHON, "-P", "-m", "game"] + words
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(PYTHON, command)  # the game takes this process over: its signals and exit code are its own
    game = subprocess.Popen(command)
    while True:
        try:
            return game.wait()
        except KeyboardInterrupt:
            pass  # the game heard it too and ends in its own way


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
