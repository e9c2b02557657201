import { GenerateRandomCommand, KMSClient, KMSServiceException } from "@aws-sdk/client-kms";
import assert from "node:assert/strict";
import { createPrivateKey, webcrypto } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import * as pkijs from "pkijs";
import { assertAnsweredAtOnce, refusalOf, table } from "./kms.js";

const { KRM_DOCUMENTS } = process.env;
const cases = table("recipients.json");

function client(t, { url = "KRM_SEALING_URL" }) {
  const kms = new KMSClient({ endpoint: process.env[url] });
  t.after(() => kms.destroy());
  return kms;
}

const asking = ({ document }, NumberOfBytes) =>
  new GenerateRandomCommand({
    NumberOfBytes,
    Recipient: {
      KeyEncryptionAlgorithm: "RSAES_OAEP_SHA_256",
      AttestationDocument: readFileSync(`${KRM_DOCUMENTS}/${document}.cbor`),
    },
  });

// In PKCS #8. All documents are for rsa-2048 that do not say otherwise.
function privateKey({ document }) {
  const own = `${KRM_DOCUMENTS}/${document}.pem`;
  const pem = readFileSync(existsSync(own) ? own : `${KRM_DOCUMENTS}/rsa-2048.pem`);
  return createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
}

// Keeps with which algorithms something was to be decrypted.
class RecordingEngine extends pkijs.CryptoEngine {
  tried = [];

  constructor() {
    super({ name: "node", crypto: webcrypto });
  }

  decrypt(algorithm, ...rest) {
    this.tried.push(algorithm.name);
    return super.decrypt(algorithm, ...rest);
  }
}

// What pkijs makes of it; a failure says at what: parsing, key or padding.
async function opened(blob, recipientPrivateKey) {
  const engine = new RecordingEngine();
  try {
    const info = pkijs.ContentInfo.fromBER(blob);
    assert.equal(info.contentType, pkijs.ContentInfo.ENVELOPED_DATA);
    const data = new pkijs.EnvelopedData({ schema: info.content });
    assert.equal(data.version, 2);
    assert.equal(data.recipientInfos.length, 1);
    return { plaintext: Buffer.from(await data.decrypt(0, { recipientPrivateKey }, engine)) };
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return { failedAt: { undefined: "parsing", "RSA-OAEP": "key", "AES-CBC": "padding" }[engine.tried.at(-1)] };
  }
}

const plaintextOf = (numberOfBytes) => Buffer.from(Array.from({ length: numberOfBytes }, (_, at) => at % 251));

for (const one of cases) {
  for (const numberOfBytes of one.numbers_of_bytes ?? []) {
    test(`opens what is answered to a document ${one.name}, ${numberOfBytes}`, async (t) => {
      const { $metadata, ...reply } = await client(t, one).send(asking(one, numberOfBytes));

      assertAnsweredAtOnce($metadata, 200);
      assert.deepEqual(Object.keys(reply), ["CiphertextForRecipient"]);
      assert.deepEqual(
        await opened(reply.CiphertextForRecipient, privateKey(one)),
        one.fails_at ? { failedAt: one.fails_at } : { plaintext: plaintextOf(numberOfBytes) },
      );
    });
  }
}

for (const one of cases.filter(({ code }) => code)) {
  test(`is refused with a document ${one.name}`, async (t) => {
    const refusal = await refusalOf(client(t, one), asking(one, 32));

    assert.equal(refusal.constructor, KMSServiceException); // the code is outside the model of KMS
    assert.deepEqual({ name: refusal.name, message: refusal.message }, { name: one.code, message: one.message });
    assert.ok(!("Plaintext" in refusal) && !("CiphertextForRecipient" in refusal));
    assertAnsweredAtOnce(refusal.$metadata, 400);
  });
}
