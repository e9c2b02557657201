// Takes the steps of steps.json by two ways, and prints as JSON what became of them, as walk.py does, which says how.
// Usage: node walk.cjs FOLDER_OF_NODE_MODULES <STEPS_AND_WALKS
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const installed = createRequire(`${process.argv[2]}/`);
const sdk = installed("@aws-sdk/client-kms");

const client = ({ url, key, secret }) =>
  new sdk.KMSClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: key, secretAccessKey: secret },
    maxAttempts: 1,
  });

// As JSON can print it.
function written(value) {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString("base64") };
  if (value instanceof Date) return { date: value.getTime() / 1000 };
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, written(one)]));
}

// What a step has as input: references are replaced by what was made, and bytes by bytes.
function filled(value, made) {
  if (typeof value === "string" && value.startsWith("$")) {
    return value.slice(1).split(".").reduce((within, member) => within[member], made);
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, made));
  if (value === null || typeof value !== "object") return value;
  if ("base64" in value) return Buffer.from(value.base64, "base64");
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, made)]));
}

const told = ({ httpStatusCode, requestId, attempts }) => ({ status: httpStatusCode, request_id: requestId ?? null, attempts });

async function pages(kms, operation, given) {
  const replies = [];
  let metadata;
  for await (const { $metadata, ...reply } of sdk[`paginate${operation}`]({ client: kms }, given)) {
    replies.push(reply);
    metadata = $metadata;
  }
  return { reply: replies, ...told(metadata) };
}

async function take(kms, step, made) {
  const given = filled(step.input, made);
  try {
    if ("pages" in step) return await pages(kms, step.pages, given);
    const { $metadata, ...reply } = await kms.send(new sdk[`${step.call}Command`](given));
    return { reply, ...told($metadata) };
  } catch (error) {
    // What is no JSON has no metadata, but the reply that could not be read.
    const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
    const { name, message, $fault, $service } = error;
    return { error: error.constructor.name, code: name, message, more: { $fault, $service }, ...told(error.$metadata ?? {}), status };
  }
}

async function walk(ways, steps) {
  const clients = ways.map(client);
  const made = ways.map(() => ({}));
  const results = [];
  for (const step of steps) {
    const own = ways.map((_, by) => [by, by]);
    const pairs = "as" in step ? own : ways.flatMap((_, of) => ways.map((_, by) => [of, by]));
    const became = [];
    for (const [of, by] of pairs) {
      const result = { of, by, ...(await take(clients[by], step, made[of])) };
      became.push(result);
      if (!("as" in step)) continue;
      if (!result.reply) throw new Error(`${JSON.stringify(step)} came to ${JSON.stringify(result)}`);
      made[by][step.as] = result.reply;
    }
    results.push(became);
  }
  for (const kms of clients) kms.destroy();
  return results;
}

async function main() {
  const { steps, walks } = JSON.parse(readFileSync(0, "utf8"));
  const results = [];
  for (const ways of walks) results.push(await walk(ways, steps));
  console.log(JSON.stringify(written(results)));
}

main();
