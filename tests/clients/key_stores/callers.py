"""The programs that call KMS through an SDK: `python/calls.py`, `go/calls.go` and `java/KeyStoreCalls.java`.

Each reads a line of JSON from stdin for each call, and answers with a line on stdout:

    {"tenant": TENANT, "call": CALL, "given": PARAMETERS}

TENANT is what POST /__admin/tenants has answered, and `clock`, the URL of the tenant's clock. The answer is {"reply": REPLY},
or {"type", "code", "message"} of an error. PARAMETERS are those of the operation, under KMS's names.

    random      GenerateRandom for 32 bytes; the reply is how many came
    describe    DescribeCustomKeyStores by the SDK's paginator; the reply is a list of pages, which are lists of stores. The
                paginator of boto3 takes no Marker, so with one it is the operation itself
    connect     ConnectCustomKeyStore
    disconnect  DisconnectCustomKeyStore
    failed      the IDs of all stores that are FAILED, by the code that is shown to users
    repair      that code repairs the store. It waits by advancing the clock, and up to a minute for each move
"""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
CACHE = Path(os.environ["KRM_CLIENT_CACHE"])

PROGRAMS = {
    "boto3": [sys.executable, "-B", HERE / "python/calls.py"],
    "go": [CACHE / "key_stores/calls"],
    "java": ["java", "-XX:TieredStopAtLevel=1", "-cp", f"{CACHE}/key_stores/classes:{CACHE}/java/lib/*", "KeyStoreCalls"],
}


class Refused(Exception):
    """What a call failed with."""

    def __init__(self, type, code, message):
        super().__init__(type, code, message)
        self.type = type  # the class of the error in the SDK
        self.code = code
        self.message = message


def shown(store):
    """The store as JSON of KMS has it. SDKs have empty members as well, and dates."""
    present = {name: shown(value) if isinstance(value, dict) else value for name, value in store.items() if value}
    if "CreationDate" in present:
        present["CreationDate"] = datetime.fromisoformat(present["CreationDate"]).timestamp()
    return present


class Program:
    """A program that is running. It calls for any tenant."""

    def __init__(self, sdk):
        self._process = subprocess.Popen(PROGRAMS[sdk], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, tenant, call, given):
        self._process.stdin.write(json.dumps({"tenant": tenant, "call": call, "given": given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the program has ended at {call}"
        answer = json.loads(line)
        if "reply" in answer:
            return answer["reply"]
        raise Refused(answer["type"], answer["code"] or "", answer["message"] or "")

    def stop(self):
        self._process.stdin.close()
        assert self._process.wait(10) == 0


class Caller:
    """Somebody who signs as a tenant, and calls through one SDK."""

    def __init__(self, program, tenant):
        self._program = program
        self._tenant = tenant

    def _ask(self, call, **given):
        return self._program.ask(self._tenant, call, given)

    def random(self, store):
        return self._ask("random", CustomKeyStoreId=store)

    def pages(self, **given):
        return [[shown(store) for store in page] for page in self._ask("describe", **given)]

    def describe(self, store):
        [[found]] = self.pages(CustomKeyStoreId=store)
        return found

    def state(self, store):
        found = self.describe(store)
        return found["ConnectionState"], found.get("ConnectionErrorCode")

    def connect(self, store):
        self._ask("connect", CustomKeyStoreId=store)

    def disconnect(self, store):
        self._ask("disconnect", CustomKeyStoreId=store)

    def failed(self):
        return self._ask("failed") or []  # Go has none for an empty list

    def repair(self, store):
        self._ask("repair", CustomKeyStoreId=store)
