import assert from "node:assert/strict";

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function assertAnsweredAtOnce({ httpStatusCode, requestId, attempts }, status) {
  assert.equal(httpStatusCode, status);
  assert.equal(attempts, 1);
  assert.match(requestId, UUID_V4);
}
