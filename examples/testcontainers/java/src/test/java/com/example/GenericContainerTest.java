package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Without the fixture: the image as any other. Where there is no container engine, it is skipped. */
@Testcontainers(disabledWithoutDocker = true)
class GenericContainerTest {
  @Container
  static GenericContainer<?> mock =
      new GenericContainer<>("kms-random-mock:0.1.0")
          .withExposedPorts(4599)
          .withEnv("KMS_RANDOM_MOCK_SCENARIO", "throttled-then-healthy")
          .waitingFor(Wait.forHttp("/readyz").forPort(4599));

  @Test
  void throttlingIsTriedAgain() {
    try (KmsClient kms =
        KmsClient.builder()
            .endpointOverride(URI.create("http://" + mock.getHost() + ":" + mock.getMappedPort(4599)))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build()) {
      assertEquals(32, kms.generateRandom(r -> r.numberOfBytes(32)).plaintext().asByteArray().length);
    }
  }
}
