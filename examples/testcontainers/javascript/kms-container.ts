import { KMSClient } from "@aws-sdk/client-kms";
import { GenericContainer, type StartedTestContainer, Wait } from "testcontainers";

const PORT = 4599;

/** The mock as a container. Call `start()` on it, and `stop()` on what that returns. */
export const kmsContainer = (scenario: string) =>
  new GenericContainer("kms-random-mock:0.1.0")
    .withEnvironment({ KMS_RANDOM_MOCK_SCENARIO: scenario })
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp("/readyz", PORT));

/** A client of it. The access key ID is the tenant, so each test takes one of its own. */
export const kmsClient = (container: StartedTestContainer, accessKeyId: string) =>
  new KMSClient({
    endpoint: `http://${container.getHost()}:${container.getMappedPort(PORT)}`,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "any" },
  });
