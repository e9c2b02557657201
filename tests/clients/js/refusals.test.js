import * as sdk from "@aws-sdk/client-kms";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAnsweredAtOnce, refusalOf, table } from "./kms.js";

// What the SDK says for an error that came without a message.
const NO_MESSAGE = "UnknownError";

let kms;
before(() => (kms = new sdk.KMSClient()));
after(() => kms.destroy());

function withBytes({ Recipient, ...input }) {
  if (!Recipient) return input;
  const AttestationDocument = Buffer.from(Recipient.AttestationDocument, "base64");
  return { ...input, Recipient: { ...Recipient, AttestationDocument } };
}

// KMS promises no order among the faults that one message lists.
function unordered(message) {
  const [count, faults = ""] = message.split(" detected: ");
  return [count, ...faults.split("; ").sort()];
}

for (const { name, input, code, message } of table("refusals.json")) {
  test(`refuses ${name}`, async () => {
    const refusal = await refusalOf(kms, new sdk.GenerateRandomCommand(withBytes(input)));

    // Codes outside the model of KMS, ValidationException among them, come as the base class.
    assert.equal(refusal.constructor, sdk[code] ?? sdk.KMSServiceException);
    assert.equal(refusal.name, code);
    assert.deepEqual(unordered(refusal.message), unordered(message ?? NO_MESSAGE));
    assert.ok(!("Plaintext" in refusal));
    assertAnsweredAtOnce(refusal.$metadata, 400);
  });
}

test("refuses other operations", async () => {
  const refusal = await refusalOf(kms, new sdk.ListKeysCommand({}));

  assert.ok(refusal instanceof sdk.KMSServiceException);
  assert.equal(refusal.name, "UnknownOperationException");
  assert.equal(
    refusal.message,
    "kms-random-mock does not simulate ListKeys; it answers GenerateRandom, DescribeCustomKeyStores, ConnectCustomKeyStore " +
      "and DisconnectCustomKeyStore. --upstream URL sends the rest to an emulator.",
  );
  assertAnsweredAtOnce(refusal.$metadata, 400);
});
