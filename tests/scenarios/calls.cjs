// Calls GenerateRandom and prints what became of it, as JSON. Clients call at once, each its inputs in order.
// Usage: node calls.cjs FOLDER_OF_NODE_MODULES '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}]}]'
// A client may have "secret", "token", "max_attempts", and "read_timeout": MILLISECONDS without a byte.
const { createRequire } = require("node:module");
const { GenerateRandomCommand, KMSClient } = createRequire(`${process.argv[2]}/`)("@aws-sdk/client-kms");

async function calls({ key, secret = "secret", token, inputs, max_attempts, read_timeout }) {
  const kms = new KMSClient({
    endpoint: process.env.KRM_ENDPOINT,
    region: "us-east-1",
    credentials: { accessKeyId: key, secretAccessKey: secret, ...(token && { sessionToken: token }) },
    ...(max_attempts && { maxAttempts: max_attempts }),
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
  for (const input of inputs) results.push(await call(input));
  kms.destroy();
  return results;
}

Promise.all(JSON.parse(process.argv[3]).map(calls)).then((results) => console.log(JSON.stringify(results)));
