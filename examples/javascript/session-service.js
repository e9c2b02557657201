import { createServer } from "node:http";
import { GenerateRandomCommand } from "@aws-sdk/client-kms";

const TOKEN_BYTES = 32;
const RETRY_AFTER_SECONDS = 30; // a key store that is repaired takes about so long

// Somebody has to repair a key store in this state, so the caller is asked to come back.
const isOutOfService = ({ name }) => name === "CustomKeyStoreInvalidStateException";

/**
 * A service that opens sessions: `POST /sessions` answers 201 with a token from AWS KMS.
 * While the custom key store is out of service it answers 503, and says when to come back.
 */
export function sessionService(kms, CustomKeyStoreId) {
  const newToken = async () => {
    const { Plaintext } = await kms.send(new GenerateRandomCommand({ NumberOfBytes: TOKEN_BYTES, CustomKeyStoreId }));
    if (Plaintext?.length !== TOKEN_BYTES) throw new Error("KMS has sent too few bytes");
    return Buffer.from(Plaintext).toString("base64url");
  };
  return createServer(async (request, reply) => {
    if (request.method !== "POST" || request.url !== "/sessions") return reply.writeHead(404).end();
    try {
      const token = await newToken();
      reply.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ token }));
    } catch (error) {
      if (isOutOfService(error)) reply.writeHead(503, { "retry-after": RETRY_AFTER_SECONDS }).end();
      else reply.writeHead(502).end();
    }
  });
}
