// Calls GenerateRandom and prints what became of it, as JSON. Clients call at once, each its inputs in order.
// Usage: node calls.cjs FOLDER_OF_NODE_MODULES '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}]}]'
// A client may have "secret", "token", "read_timeout": MILLISECONDS without a byte, and
// - "retries": {"attempts": 5, "wait": MILLISECONDS before each retry, "also": [codes that are tried again, too]}, by the SDK's own means,
// - "fall_back_after": 2 failures, from where on it names no key store.
// Without KRM_ENDPOINT and "key" the environment says where KMS is, and who calls, as for every user of the SDK.
const { createRequire } = require("node:module");
const installed = createRequire(`${process.argv[2]}/`);
const { GenerateRandomCommand, KMSClient } = installed("@aws-sdk/client-kms");
const { ConfiguredRetryStrategy } = installed("@smithy/core/retry");

class OwnRetries extends ConfiguredRetryStrategy {
  constructor({ attempts = 3, wait = 0, also = [] }) {
    super(attempts, wait);
    this.also = also;
  }

  refreshRetryTokenForRetry(token, failure) {
    const errorType = this.also.includes(failure.error.name) ? "TRANSIENT" : failure.errorType;
    return super.refreshRetryTokenForRetry(token, { ...failure, errorType });
  }
}

function retrying(retries) {
  const isOwn = "wait" in retries || "also" in retries;
  return isOwn ? { retryStrategy: new OwnRetries(retries) } : { maxAttempts: retries.attempts };
}

async function calls({ key, secret = "secret", token, inputs, retries, read_timeout, fall_back_after }) {
  const kms = new KMSClient({
    ...(process.env.KRM_ENDPOINT && { endpoint: process.env.KRM_ENDPOINT }),
    region: "us-east-1",
    ...(key && { credentials: { accessKeyId: key, secretAccessKey: secret, ...(token && { sessionToken: token }) } }),
    ...(retries && retrying(retries)),
    ...(read_timeout && { requestHandler: { socketTimeout: read_timeout } }),
  });
  let dates;
  kms.middlewareStack.add(
    (next) => (args) => (dates.push(args.request.headers["x-amz-date"]), next(args)),
    { step: "deserialize", priority: "low" });

  async function call(input) {
    dates = [];
    const result = {};
    const began = performance.now();
    try {
      const { Plaintext, $metadata } = await kms.send(new GenerateRandomCommand(input));
      result.plaintext = Plaintext === undefined ? null : Buffer.from(Plaintext).toString("hex");
      result.attempts = $metadata.attempts;
    } catch (error) {
      Object.assign(result, { error: error.name, code: error.code, message: error.message });
    }
    return { requests: dates.length, dates, seconds: (performance.now() - began) / 1000, ...result };
  }

  const results = [];
  let failures = 0;
  for (const input of inputs) {
    if (failures === fall_back_after) delete input.CustomKeyStoreId;
    results.push(await call(input));
    failures += "error" in results.at(-1);
  }
  kms.destroy();
  return results;
}

Promise.all(JSON.parse(process.argv[3]).map(calls)).then((results) => console.log(JSON.stringify(results)));
