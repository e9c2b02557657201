// Calls GenerateRandom with each of some inputs and prints what became of it, as JSON.
// Usage: node calls.cjs FOLDER_OF_NODE_MODULES '[{"NumberOfBytes": 32}]'
const { createRequire } = require("node:module");
const { GenerateRandomCommand, KMSClient } = createRequire(`${process.argv[2]}/`)("@aws-sdk/client-kms");

const kms = new KMSClient({
  endpoint: process.env.KRM_ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: process.env.KRM_KEY, secretAccessKey: "secret" },
  maxAttempts: 3,
});
let requests = 0;
kms.middlewareStack.add((next) => (args) => (requests++, next(args)), { step: "deserialize", priority: "low" });

async function call(input) {
  requests = 0;
  try {
    const { Plaintext, $metadata } = await kms.send(new GenerateRandomCommand(input));
    const hex = Plaintext === undefined ? null : Buffer.from(Plaintext).toString("hex");
    return { requests, plaintext: hex, attempts: $metadata.attempts };
  } catch (error) {
    return { requests, error: error.name, message: error.message };
  }
}

(async () => {
  const results = [];
  for (const input of JSON.parse(process.argv[3])) results.push(await call(input));
  console.log(JSON.stringify(results));
  kms.destroy();
})();
