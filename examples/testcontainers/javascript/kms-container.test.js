// No container is started here: this looks at what would be asked of the engine, and at the client.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kmsClient, kmsContainer } from "./dist/kms-container.js";

test("the container is the mock with a scenario, and its port is exposed", () => {
  const { imageName, createOpts, exposedPorts } = kmsContainer("throttled-then-healthy");
  assert.equal(imageName.string, "kms-random-mock:0.1.0");
  assert.deepEqual(createOpts.Env, ["KMS_RANDOM_MOCK_SCENARIO=throttled-then-healthy"]);
  assert.deepEqual(exposedPorts, [4599]);
});

test("the client goes to the port that the engine has chosen", async () => {
  const started = { getHost: () => "engine.test", getMappedPort: (port) => (port === 4599 ? 32768 : 0) };
  const { hostname, port } = await kmsClient(started, "test-1").config.endpoint();
  assert.deepEqual([hostname, port], ["engine.test", 32768]);
});
