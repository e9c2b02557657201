"""A build to measure: its programs, and how thoroughly to go about it."""

import dataclasses
import pathlib
import subprocess

from load import Load
from server import Server


@dataclasses.dataclass(frozen=True)
class Bench:
    build_dir: pathlib.Path
    smoke: bool
    soak: bool

    PROGRAMS = ("bench_load", "bench_handshakes", "bench_start", "bench_empty",
                "bench_stock_httplib", "bench_raw_epoll", "bench_upstream", "micro")

    @staticmethod
    def missing_programs(build_dir):
        paths = [build_dir / "kms-random-mock",
                 *(build_dir / "tests" / "bench" / name for name in Bench.PROGRAMS)]
        return ", ".join(str(path) for path in paths if not path.exists())

    def pick(self, thorough, smoke):
        return smoke if self.smoke else thorough

    @property
    def binary(self):
        return (self.build_dir / "kms-random-mock").resolve()

    def program(self, name):
        return (self.build_dir / "tests" / "bench" / name).resolve()

    def server(self, *flags, under=()):
        """The server that is measured, ready to answer. Use it in a with statement."""
        return Server(self.binary, *flags, under=under)

    def load(self, port, **settings):
        """Runs a load to its end and returns its report."""
        with Load(self.program("bench_load"), port, **settings) as load:
            return load.report

    def held_load(self, port, **settings):
        """A load whose connections stay open as long as the with statement lasts."""
        return Load(self.program("bench_load"), port, hold=True, **settings)

    def output_of(self, name, *arguments):
        command = [self.program(name), *map(str, arguments)]
        return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
