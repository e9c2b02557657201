package com.example.tokens;

import java.time.Duration;
import java.util.Base64;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;

/** Makes the tokens of a web shop's sessions from random bytes of a CloudHSM cluster. */
public final class SessionTokens {
  /** There is no token now. The shop answers 503 with {@code Retry-After}. */
  public static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    Unavailable(Duration retryAfter, SdkException cause) {
      super("no token for now: " + cause.getMessage(), cause);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  private static final Duration CLUSTER_IS_AWAY = Duration.ofSeconds(30);
  private static final Duration KMS_IS_BUSY = Duration.ofSeconds(2);

  private final KmsClient kms;
  private final String keyStore;

  public SessionTokens(KmsClient kms, String keyStore) {
    this.kms = kms;
    this.keyStore = keyStore;
  }

  /** Makes a token of 43 characters that fits into a cookie. */
  public String next() throws Unavailable {
    try {
      byte[] random = kms.generateRandom(r -> r.numberOfBytes(32).customKeyStoreId(keyStore)).plaintext().asByteArray();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    } catch (CustomKeyStoreInvalidStateException e) {
      throw new Unavailable(CLUSTER_IS_AWAY, e);
    } catch (SdkException e) {
      throw new Unavailable(KMS_IS_BUSY, e);
    }
  }
}
