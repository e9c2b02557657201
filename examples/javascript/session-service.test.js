import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { KMSClient } from "@aws-sdk/client-kms";
import { KmsRandomMock } from "kms-random-mock";
import { sessionService } from "./session-service.js";

const STORE = "cks-1234567890abcdef0";

// The service and its KMS, which does what `scenario` says.
async function serve(t, scenario, store) {
  const kms = await KmsRandomMock.start(t, { scenario });
  const client = new KMSClient(kms.clientConfig());
  const server = sessionService(client, store).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    client.destroy();
  });
  const openSession = () => fetch(`http://127.0.0.1:${server.address().port}/sessions`, { method: "POST" });
  return { kms, openSession };
}

test("every session has a token of its own", async (t) => {
  const { openSession } = await serve(t, "healthy");
  const replies = await Promise.all(Array.from({ length: 10 }, openSession));
  const tokens = await Promise.all(replies.map(async (reply) => (await reply.json()).token));
  assert.equal(new Set(tokens).size, 10);
  assert.ok(tokens.every((token) => Buffer.from(token, "base64url").length === 32));
});

test("a session opens in spite of throttling, at the third attempt", async (t) => {
  const { kms, openSession } = await serve(t, "throttled-then-healthy");
  assert.equal((await openSession()).status, 201);
  const [call, ...others] = await kms.calls();
  assert.deepEqual(others, []);
  assert.deepEqual(call.attempts.map(({ error }) => error), ["ThrottlingException", "ThrottlingException", null]);
});

test("the retries keep to the contract", async (t) => {
  const { kms, openSession } = await serve(t, "retry-contract");
  await openSession();
  await kms.verify();
});

test("while the key store is disconnected, callers are asked to come back", async (t) => {
  const { kms, openSession } = await serve(t, { version: 1, key_stores: { [STORE]: "CONNECTED" } }, STORE);
  await kms.keyStore(STORE).move("DISCONNECTED");
  const refused = await openSession();
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("retry-after"), "30");

  await kms.keyStore(STORE).move("CONNECTED");
  assert.equal((await openSession()).status, 201);
  const attempts = (await kms.calls()).map((call) => call.attempts.length);
  assert.deepEqual(attempts, [1, 1], "the SDK does not try such an error again");
});

test("a key store that goes away for ten minutes is used again afterwards", async (t) => {
  const outage = {
    version: 1,
    key_stores: { [STORE]: "CONNECTED" },
    timeline: [
      { at: "5m", key_stores: { [STORE]: "DISCONNECTED" } },
      { at: "15m", key_stores: { [STORE]: "CONNECTED" } },
    ],
  };
  const { kms, openSession } = await serve(t, outage, STORE);
  await kms.clock.freeze();
  const statuses = [];
  for (const time of ["0s", "5m", "10m"]) {
    await kms.clock.advance(time);
    statuses.push((await openSession()).status);
  }
  assert.deepEqual(statuses, [201, 503, 201]);
});

test("bytes that are missing are no token", async (t) => {
  const { openSession } = await serve(t, "short-read");
  assert.equal((await openSession()).status, 502);
});
