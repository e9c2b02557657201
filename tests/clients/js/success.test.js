import { GenerateRandomCommand, KMSClient } from "@aws-sdk/client-kms";
import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { after, before, test } from "node:test";
import { assertAnsweredAtOnce } from "./kms.js";

let kms;
before(() => (kms = new KMSClient()));
after(() => kms.destroy());

const generateRandom = (NumberOfBytes) => kms.send(new GenerateRandomCommand({ NumberOfBytes }));
const hex = (reply) => Buffer.from(reply.Plaintext).toString("hex");

for (const numberOfBytes of [1, 32, 1024]) {
  test(`returns ${numberOfBytes} bytes when asked for as many`, async () => {
    const { $metadata, ...reply } = await generateRandom(numberOfBytes);

    assertAnsweredAtOnce($metadata, 200);
    assert.deepEqual(Object.keys(reply), ["Plaintext"]);
    assert.equal(reply.Plaintext.length, numberOfBytes);
  });
}

test("two calls get different bytes and request ids", async () => {
  const first = await generateRandom(32);
  const second = await generateRandom(32);

  assert.notEqual(hex(first), hex(second));
  assert.notEqual(first.$metadata.requestId, second.$metadata.requestId);
});

test("fifty calls at once all succeed and differ", async () => {
  const replies = await Promise.all(Array.from({ length: 50 }, () => generateRandom(32)));

  for (const reply of replies) {
    assertAnsweredAtOnce(reply.$metadata, 200);
    assert.equal(reply.Plaintext.length, 32);
  }
  assert.equal(new Set(replies.map(hex)).size, 50);
});

test("twenty calls in a row share one connection", async () => {
  await generateRandom(1);
  let opened = 0;
  const count = () => opened++;

  subscribe("net.client.socket", count);
  for (let call = 0; call < 20; call++) await generateRandom(32);
  unsubscribe("net.client.socket", count);

  assert.equal(opened, 0);
});
