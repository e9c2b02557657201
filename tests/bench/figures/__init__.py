"""Each module measures one thing: measure(bench) yields figures. The order is the table's."""

from figures import (connections, forwarding, forwarding_memory, handshakes, journal, large_replies,
                     memory, micro, processor_time, rules, signatures, start, stop, system_calls, tls)

ALL = {
    "start": start.measure,
    "memory": memory.measure,
    "system_calls": system_calls.measure,
    "processor_time": processor_time.measure,
    "journal": journal.measure,
    "rules": rules.measure,
    "signatures": signatures.measure,
    "tls": tls.measure,
    "handshakes": handshakes.measure,
    "connections": connections.measure,
    "forwarding": forwarding.measure,
    "forwarding_memory": forwarding_memory.measure,
    "large_replies": large_replies.measure,
    "stop": stop.measure,
    "micro": micro.measure,
}
