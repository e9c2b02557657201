"""Clients of a server: keep-alive connections with one outstanding request each."""

import json
import subprocess


class Load:
    """`report` has what the load program printed when its last reply was there. A setting that is a
    list is given once for each of its values."""

    def __init__(self, program, port, *, hold=False, **settings):
        flags = [f"--{name.replace('_', '-')}={value}" for name, values in settings.items()
                 for value in (values if isinstance(values, list) else [values])]
        self._process = subprocess.Popen(
            [program, str(port), *flags, *(["--hold"] if hold else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line = self._process.stdout.readline()
        if not line:
            self.__exit__()
            raise RuntimeError("the load broke off")
        self.report = json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
