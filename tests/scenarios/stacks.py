"""What the manual's files for compose, GitHub Actions and Kubernetes start: servers, and clients of them. An upstream is neither."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

IMAGE = "kms-random-mock"
HEALTHCHECK = ["CMD", "/kms-random-mock", "healthcheck"]


@dataclass
class Server:
    environment: dict
    endpoints: set  # where clients reach it
    is_checked: bool  # so that clients can wait for it
    files: dict = field(default_factory=dict)

    def scenario(self):
        """Its text, or the name of a bundled one."""
        named = self.environment.get("KMS_RANDOM_MOCK_SCENARIO", "")
        chosen = self.files.get(named) if named.startswith("/") else named
        return self.environment.get("KMS_RANDOM_MOCK_SCENARIO_YAML") or chosen


@dataclass
class Client:
    environment: dict
    waits: bool

    def endpoint(self):
        region = self.environment.get("AWS_REGION")
        return self.environment.get("AWS_ENDPOINT_URL_KMS", f"https://kms.{region}.amazonaws.com:443")


def kind_of(documents):
    if "services" in documents[0]:
        return "compose"
    if "jobs" in documents[0]:
        return "workflow"
    return "manifest" if "kind" in documents[0] else None


def stack_in(documents):
    """Its servers and its clients."""
    return {"compose": in_compose, "workflow": in_workflow, "manifest": in_manifest}[kind_of(documents)](documents)


def is_server(container):
    return container["image"].split("/")[-1] == IMAGE


def in_compose(documents):
    [document] = documents
    servers, clients, names, emulators = [], [], set(), set()
    for name, service in document["services"].items():
        if not is_server(service):
            continue
        names.add(name)
        environment = service.get("environment", {})
        scheme = "https" if environment.get("KMS_RANDOM_MOCK_TLS") == "require" else "http"
        emulators.add(urlsplit(environment.get("KMS_RANDOM_MOCK_UPSTREAM", "")).hostname)
        hosts = [name, *service.get("networks", {}).get("default", {}).get("aliases", [])]
        endpoints = {f"{scheme}://{host}:{environment.get('KMS_RANDOM_MOCK_PORT', '4599')}" for host in hosts}
        servers.append(Server(environment, endpoints, service.get("healthcheck", {}).get("test") == HEALTHCHECK))
    emulators &= document["services"].keys()
    for name, service in document["services"].items():
        if not is_server(service) and name not in emulators:
            awaited = {name for name, how in service.get("depends_on", {}).items() if how == {"condition": "service_healthy"}}
            clients.append(Client(service.get("environment", {}), names | emulators <= awaited))
    return servers, clients


def in_workflow(documents):
    """The runner itself waits for the health check of the image. One of `options` would need a shell."""
    [document] = documents
    servers, clients = [], []
    for job in document["jobs"].values():
        for name, service in job.get("services", {}).items():
            published = [port.split(":")[0] for port in service.get("ports", []) if port.endswith(":4599")]
            inside = {f"http://{name}:4599"} if "container" in job else set()
            endpoints = inside or {f"http://127.0.0.1:{port}" for port in published}
            servers.append(Server(service.get("env", {}), endpoints, "health" not in service.get("options", "")))
        clients.append(Client(document.get("env", {}) | job.get("env", {}), True))
    return servers, clients


def in_manifest(documents):
    """A server is a sidecar: what comes behind it waits for its startup probe."""
    maps = {document["metadata"]["name"]: document["data"] for document in documents if document["kind"] == "ConfigMap"}
    servers, clients = [], []
    for pod in [document["spec"]["template"]["spec"] for document in documents if "template" in document.get("spec", {})]:
        texts = {volume["name"]: maps.get(volume.get("configMap", {}).get("name"), {}) for volume in pod.get("volumes", [])}
        sidecars = [container for container in pod.get("initContainers", []) if is_server(container)]
        for container in sidecars:
            ports = [port["containerPort"] for port in container.get("ports", [])]
            probes = [{"path": "/readyz", "port": port} for port in ports]
            is_checked = (container.get("restartPolicy") == "Always"
                          and container.get("startupProbe", {}).get("httpGet") in probes)
            files = {f"{mount['mountPath']}/{name}": text for mount in container.get("volumeMounts", [])
                     for name, text in texts.get(mount["name"], {}).items()}
            servers.append(Server(values(container), {f"http://127.0.0.1:{port}" for port in ports}, is_checked, files))
        clients += [Client(values(container), bool(sidecars)) for container in pod["containers"]]
    return servers, clients


def values(container):
    return {one["name"]: one["value"] for one in container.get("env", [])}
