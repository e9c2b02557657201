import { GenerateRandomCommand, KMSClient, KMSServiceException } from "@aws-sdk/client-kms";
import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { test } from "node:test";
import { assertAnswered, assertAnsweredAtOnce, refusalOf, table } from "./kms.js";

const signers = table("signatures.json");
const generateRandom = new GenerateRandomCommand({ NumberOfBytes: 32 });

function client(t, url, signer, options) {
  const kms = new KMSClient({
    endpoint: process.env[url],
    region: signer.region,
    credentials: {
      accessKeyId: signer.access_key_id,
      secretAccessKey: signer.secret_access_key,
      sessionToken: signer.session_token,
    },
    ...options,
  });
  t.after(() => kms.destroy());
  return kms;
}

// What the service said, at the first attempt.
async function refused(kms) {
  const refusal = await refusalOf(kms, generateRandom);
  assert.equal(refusal.constructor, KMSServiceException); // the code is outside the model of KMS
  assertAnsweredAtOnce(refusal.$metadata, 400);
  return refusal;
}

for (const signer of signers) {
  test(`signature: ${signer.name}`, async (t) => {
    const kms = client(t, "KRM_STRICT_URL", signer);
    if (!signer.code) return assertAnswered(kms, generateRandom);

    const { name, message } = await refused(kms);

    assert.deepEqual({ name, message }, { name: signer.code, message: signer.message });
  });
}

const seconds = (stamp) => Date.parse(stamp.replace(/(....)(..)(..T..)(..)(..Z)/, "$1-$2-$3:$4:$5")) / 1000;

// How each request is answered, and when it says that it was signed.
function recorded(t) {
  const exchanges = [];
  const record = ({ request, response }) =>
    exchanges.push({ status: response.statusCode, date: seconds(request.getHeader("x-amz-date")) });
  subscribe("http.client.response.finish", record);
  t.after(() => unsubscribe("http.client.response.finish", record));
  return exchanges;
}

// The date of the first request is wrong by what the clocks differ.
function assertCorrected(exchanges, clock, statuses) {
  assert.deepEqual(exchanges.map(({ status }) => status), statuses);
  const [first, ...later] = exchanges.map(({ date }) => date);
  for (const date of later) assert.ok(Math.abs(date - first - clock.seconds) <= 5, `moved by ${date - first} s`);
}

// The SDK signs by the Date of the last reply, and tries again where that is more than 4 minutes off.
for (const clock of table("clocks.json")) {
  test(`corrects its clock within a call to a server ${clock.name}`, async (t) => {
    const kms = client(t, clock.url, signers[0]);
    const exchanges = recorded(t);

    const { $metadata } = await kms.send(generateRandom);
    await assertAnswered(kms, generateRandom);

    assert.equal($metadata.attempts, 2);
    assertCorrected(exchanges, clock, [400, 200, 200]);
  });

  test(`corrects its clock for the next call to a server ${clock.name}`, async (t) => {
    const kms = client(t, clock.url, signers[0], { maxAttempts: 1 });
    const exchanges = recorded(t);

    const { name, message } = await refused(kms);
    await assertAnswered(kms, generateRandom);

    assert.equal(name, "InvalidSignatureException");
    assert.match(message, new RegExp(clock.message));
    assertCorrected(exchanges, clock, [400, 200]);
  });
}
