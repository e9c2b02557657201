import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function assertAnsweredAtOnce({ httpStatusCode, requestId, attempts }, status) {
  assert.equal(httpStatusCode, status);
  assert.equal(attempts, 1);
  assert.match(requestId, UUID_V4);
}

// The command asks for 32 bytes.
export async function assertAnswered(kms, command) {
  const { $metadata, Plaintext } = await kms.send(command);
  assertAnsweredAtOnce($metadata, 200);
  assert.equal(Plaintext.length, 32);
}

// The cases of one of the files that every client runs.
export const table = (file) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));

export async function refusalOf(kms, command) {
  let reply;
  try {
    reply = await kms.send(command);
  } catch (refusal) {
    return refusal;
  }
  assert.fail(`was answered with ${Object.keys(reply)}`);
}
