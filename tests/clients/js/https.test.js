import { GenerateRandomCommand, KMSClient } from "@aws-sdk/client-kms";
import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Agent } from "node:https";
import { test } from "node:test";
import { assertAnswered, refusalOf, table } from "./kms.js";

const { KRM_HTTPS_URL } = process.env;
const generateRandom = new GenerateRandomCommand({ NumberOfBytes: 32 });

function client(t, options) {
  const kms = new KMSClient({ maxAttempts: 1, ...options });
  t.after(() => kms.destroy());
  return kms;
}

test("twenty calls in a row share one HTTPS connection", async (t) => {
  const kms = client(t, { endpoint: KRM_HTTPS_URL });
  const kept = [];
  const record = ({ request }) => kept.push(request.reusedSocket);

  subscribe("http.client.response.finish", record);
  t.after(() => unsubscribe("http.client.response.finish", record));
  for (let call = 0; call < 20; call++) await assertAnswered(kms, generateRandom);

  assert.deepEqual(kept, [false, ...Array(19).fill(true)]);
});

for (const { name, url, node } of table("certificates.json")) {
  test(`refuses a certificate ${name}`, async (t) => {
    const { code, message, $metadata } = await refusalOf(client(t, { endpoint: process.env[url] }), generateRandom);

    assert.match(`${code}: ${message}`, new RegExp(node));
    assert.deepEqual($metadata, { attempts: 1, totalRetryDelay: 0 });
  });
}

// Takes another way to the server; what it asks of the certificate is what the name asks.
class LeadingAgent extends Agent {
  asked = [];

  createConnection({ host, port, ...options }, ...rest) {
    this.asked.push(`${host}:${port}`);
    const server = new URL(KRM_HTTPS_URL);
    return super.createConnection({ ...options, host: server.hostname, port: server.port }, ...rest);
  }
}

test("is led to the server by the name of the service", async (t) => {
  const { AWS_ENDPOINT_URL_KMS } = process.env;
  delete process.env.AWS_ENDPOINT_URL_KMS;
  t.after(() => Object.assign(process.env, { AWS_ENDPOINT_URL_KMS }));
  const httpsAgent = new LeadingAgent();

  await assertAnswered(client(t, { requestHandler: { httpsAgent } }), generateRandom);

  assert.deepEqual(httpsAgent.asked, ["kms.us-east-1.amazonaws.com:443"]);
});
