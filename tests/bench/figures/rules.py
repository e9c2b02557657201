"""What a scenario costs whose 50 rules do not match: processor time beside a server without one."""

import pathlib
import tempfile

from figure import Figure
from figures.processor_time import on_one_processor, per_request, ratios

RULES = 50
LIMIT = 1.15

# None of them matches the request of an SDK, and none can be told from the ones before it.
CONDITIONS = (
    "{number_of_bytes: {min: 1000, max: 1024}}",
    "{region: mars-*}",
    "{access_key_id: 'ASIA*'}",
    "{outcome: [ThrottlingException, KMSInternalException]}",
    "{header: {x-drill: present}}",
    "{header: {user-agent: 'Boto2/*'}}",
    "{operation: 'Generate?ata*'}",
    "{custom_key_store_id: cks-*, recipient: present}",
    "{any: [{attempt: {min: 4}}, {body: empty}, {target: absent}]}",
    "{not: {outcome: ok}}",
)


def scenario():
    lines = ["version: 1", "seed: 42", "rules:"]
    for number in range(RULES):
        condition = CONDITIONS[number % len(CONDITIONS)]
        lines += [f"  - name: rule {number}", f"    when: {condition}",
                  "    do: [error: InternalFailure]"]
    return "\n".join(lines) + "\n"


def measure(bench):
    with tempfile.TemporaryDirectory(prefix="krm-bench-") as folder, on_one_processor():
        file = pathlib.Path(folder) / "rules.yaml"
        file.write_text(scenario())
        times = contest(bench, file)
    yield Figure(f"processor time with {RULES} rules that do not match", "",
                 Figure.text(times["ours"], " µs"))
    yield Figure.at_most(f"{RULES} rules that do not match, in requests without", LIMIT,
                         ratios(times, "plain"))


def contest(bench, file):
    with bench.server() as plain, bench.server("--scenario", file) as ours:
        return per_request(bench, {"ours": (ours.pid, ours.port),
                                   "plain": (plain.pid, plain.port)},
                           rounds=bench.pick(thorough=11, smoke=2),
                           requests=bench.pick(thorough=30_000, smoke=1_000))
