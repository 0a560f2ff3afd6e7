"""A Slurm cluster of this machine alone: two nodes, no accounting, all files in one folder; it goes with its test."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "squeue", "scancel", "scontrol")
NODES = ("one", "two")
SETTINGS = """
ClusterName=toy
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={ports[0]}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmctldPidFile={folder}/slurmctld.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdSpoolDir={folder}/spool.%n
SlurmdPidFile={folder}/slurmd.%n.pid
SlurmdLogFile={folder}/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=5,bf_interval=5
SlurmdParameters=config_overrides
SlurmctldTimeout=10
SlurmdTimeout=10
KillWait=3
MinJobAge=10
ReturnToService=2
NodeName=one NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=2 State=UNKNOWN
NodeName=two NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=2 State=UNKNOWN
PartitionName=all Nodes=one,two Default=YES MaxTime=60 State=UP PreemptMode=REQUEUE
"""
"""Times are short, so that a node that died is missed soon (`SlurmdTimeout`)."""


def missing() -> str:
    """Why there can't be such a cluster here; empty where there can."""
    lacking = [name for name in PROGRAMS if shutil.which(name, path=_path()) is None]
    if lacking:
        return f"Slurm isn't here, it lacks {', '.join(lacking)} (Debian: apt-get install slurm-wlm munge)"
    return "" if os.geteuid() == 0 else "slurmd needs root"


@dataclass
class Cluster:
    """The cluster, with the means to harm it."""

    folder: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What Slurm's programs need to find this cluster."""
        return {"SLURM_CONF": str(self.folder / "slurm.conf"), "PATH": _path()}

    def say(self, *command: str) -> str:
        """What one of Slurm's programs prints."""
        environment = os.environ | self.environment
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    def start(self, name: str, *command: str, **variables: str) -> None:
        """Start a daemon in the foreground, its words in a file."""
        environment = os.environ | self.environment | variables
        with (self.folder / f"{name}.out").open("ab") as out:
            self.processes[name] = subprocess.Popen(
                command, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL
            )

    def start_node(self, name: str) -> None:
        """Start a node, for the first time or again."""
        self.start(name, "slurmd", "-D", "-N", name, SLURMD_NODENAME=name)

    def kill_node(self, name: str) -> None:
        """End a node and all that runs on it as a power cut does."""
        daemon = self.processes.pop(name)
        daemon.kill()
        daemon.wait()
        self._clear(name)

    def jobs(self, states: str = "all") -> list[tuple[str, str, str, str]]:
        """Number, name, state and node of the jobs that Slurm knows."""
        lines = self.say("squeue", "--noheader", f"--states={states}", "--format=%i|%j|%T|%N").splitlines()
        return [tuple(line.split("|")) for line in lines]

    def _on(self, node: str) -> list[int]:
        """The processes of a node, by what the environment says in which they began."""
        telling = {f"SLURM_CONF={self.folder}/slurm.conf", f"SLURMD_NODENAME={node}"}
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "environ").read_text(errors="replace").split("\0")
            except OSError:
                continue
            if telling <= set(words):
                found.append(int(entry.name))
        return found

    def _clear(self, node: str) -> None:
        """Kill until nothing is left that could have started something."""
        while pids := self._on(node):
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """End all jobs, then all daemons."""
        if "slurmctld" in self.processes:
            subprocess.run(["scancel", "--user=root"], env=os.environ | self.environment, capture_output=True)
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for node in NODES:
            self._clear(node)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster whose nodes are ready, in a folder of its own; nothing of it goes on running."""
    found = Cluster(folder)
    try:
        _start(found)
        yield found
    finally:
        found.stop()


def _start(found: Cluster) -> None:
    folder, host = found.folder, socket.gethostname().split(".")[0]
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    (folder / "state").mkdir()
    (folder / "slurm.conf").write_text(SETTINGS.format(host=host, user="root", folder=folder, ports=_free_ports(3)))
    key = folder / "munge.key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o600)
    files = {"socket": "munge.socket", "key-file": key.name, "pid-file": "munge.pid", "log-file": "munge.log"}
    files["seed-file"] = "munge.seed"
    options = [f"--{option}={folder / name}" for option, name in files.items()]
    found.start("munged", "munged", "--foreground", "--force", *options)
    wait_for(lambda: (folder / "munge.socket").exists(), "munged")
    found.start("slurmctld", "slurmctld", "-D")
    for node in NODES:
        found.start_node(node)
    wait_for(lambda: _idle(found) == len(NODES), f"both nodes ({folder})")


def _idle(found: Cluster) -> int:
    try:
        return found.say("sinfo", "--noheader", "--Node", "--format=%T").split().count("idle")
    except subprocess.CalledProcessError:
        return 0


def wait_for(there: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < until, f"{what}: not within {seconds} s"
        time.sleep(0.2)


def _path() -> str:
    return f"{os.environ['PATH']}{os.pathsep}/usr/sbin"


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
