import os
import shlex
import subprocess
import subprocess as sp
from os import system as run_it
from subprocess import check_output

FIXED = "ls -l"


def greet(name, folder):
    # ruleid: python-os-system
    os.system("echo " + name)
    # ruleid: python-os-system
    os.system(f"echo {name}")
    # ruleid: python-os-system
    run_it("echo %s" % name)
    # ruleid: python-os-system
    listing = os.popen("ls {}".format(folder)).read()
    # ruleid: python-os-system
    print(subprocess.getoutput(name))
    # ruleid: python-os-system
    os.system(
        # ok: python-os-system
        input("command: "))
    # ok: python-os-system
    os.system("date")
    # ok: python-os-system
    os.system("date" " -u")
    # ok: python-os-system
    os.system(FIXED)
    # ok: python-os-system
    name.system(folder)
    return listing


def build(target):
    # ruleid: python-subprocess-shell
    subprocess.run("make " + target, shell=True, check=True)
    # ruleid: python-subprocess-shell
    sp.Popen(target, stdout=sp.PIPE, shell=True)
    # ruleid: python-subprocess-shell
    return check_output(f"make {target}", shell=True)


def fragment(target):
    # ruleid: python-subprocess-shell
    check_call("make " + target, shell=True)
    # ok: python-subprocess-shell
    task.run(target, shell=True)


def safe(target):
    # ok: python-subprocess-shell
    subprocess.run(["make", target], check=True)
    # ok: python-subprocess-shell
    subprocess.run("make all", shell=True)
    # ok: python-subprocess-shell
    subprocess.call(target, shell=False)
    # ok: python-subprocess-shell
    sp.check_call("make clean", cwd=target, shell=True)


def quoted(path, other):
    # ok: python-os-system
    os.system("wc -l " + shlex.quote(path))
    # ok: python-os-system
    os.system(f"diff {shlex.quote(path)} {shlex.quote(other)}")
    name = shlex.quote(path)
    # ok: python-os-system
    os.popen(f"file {name}")
    line = f"stat {shlex.quote(path)}"
    # ok: python-os-system
    os.system(line)
    # ok: python-subprocess-shell
    subprocess.run(line, shell=True)
    # ok: python-subprocess-shell
    subprocess.run("stat " + name, shell=True)
    # ruleid: python-os-system
    os.system(f"diff {shlex.quote(path)} {other}")
    # ruleid: python-subprocess-shell
    subprocess.run(f"cp {name} {other}", shell=True)
