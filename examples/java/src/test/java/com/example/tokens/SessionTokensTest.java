package com.example.tokens;

import static io.github.kmsrandommock.KeyStore.State.CONNECTED;
import static io.github.kmsrandommock.KeyStore.State.DISCONNECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kmsrandommock.KmsRandomMock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTokensTest {
  private static final String CLUSTER = "cks-1234567890abcdef0";

  @RegisterExtension
  static KmsRandomMock kms = KmsRandomMock.builder().scenario(Path.of("src/test/scenarios/maintenance.yaml")).build();

  private SessionTokens tokens;

  @BeforeEach
  void openShop() {
    tokens = new SessionTokens(kms.client(), CLUSTER);
  }

  private void assertUnavailableFor(int seconds) {
    assertEquals(Duration.ofSeconds(seconds), assertThrows(SessionTokens.Unavailable.class, tokens::next).retryAfter());
  }

  @Test
  void aTokenHas32Bytes() throws Exception {
    assertEquals(43, tokens.next().length());
    assertEquals(32, kms.requests().get(0).reply().bytes());
  }

  @Test
  void customersDoNotSeeShortThrottling() throws Exception {
    kms.scenario("throttled-then-healthy");
    new SessionTokens(kms.client(), null).next();
    List<String> errors = Arrays.asList("ThrottlingException", "ThrottlingException", null);
    assertEquals(List.of(errors), kms.calls().stream().map(call -> call.errors()).toList());
  }

  @Test
  void longThrottlingIsToldToCustomers() {
    kms.scenario("{version: 1, key_stores: {" + CLUSTER + ": CONNECTED}, rules: [{do: [error: ThrottlingException]}]}");
    assertUnavailableFor(2);
    assertEquals(3, kms.calls().get(0).attempts().size());
  }

  @Test
  void theShopComesBackWithItsCluster() throws Exception {
    tokens.next();
    kms.keyStore(CLUSTER).move(DISCONNECTED);
    assertUnavailableFor(30);
    kms.keyStore(CLUSTER).move(CONNECTED);
    tokens.next();
  }

  @Test
  void aNightOfMaintenanceTakesNoTimeToTest() throws Exception {
    kms.clock().freeze();
    tokens.next();
    kms.clock().advance(Duration.ofMinutes(1));
    assertUnavailableFor(30);
    kms.clock().advance(Duration.ofMinutes(2));
    tokens.next();
    kms.verify();
  }
}
