import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Calls GenerateRandom and prints what became of it, as JSON, as tests/scenarios/calls.cjs does, which says what a client may have.
 * Usage: java Calls '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}], "read_timeout": 1000}]'
 */
public class Calls {
  record Result(int requests, double seconds, String plaintext, String error, String code, String message) {}

  /** Counts the requests that the SDK sends. */
  static class Counting implements ExecutionInterceptor {
    final AtomicInteger requests = new AtomicInteger();

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
      requests.incrementAndGet();
    }
  }

  static int integer(JsonNode number) {
    return Integer.parseInt(number.asNumber());
  }

  static boolean hasCode(Throwable error, List<JsonNode> codes) {
    return error instanceof AwsServiceException refusal
        && codes.stream().anyMatch(code -> code.asString().equals(refusal.awsErrorDetails().errorCode()));
  }

  static void set(RetryStrategy.Builder<?, ?> strategy, JsonNode retries) {
    retries.field("attempts").ifPresent(attempts -> strategy.maxAttempts(integer(attempts)));
    retries.field("also").ifPresent(also -> strategy.retryOnException(error -> hasCode(error, also.asArray())));
    retries.field("wait").map(Calls::integer).ifPresent(wait -> {
      var backoff = wait == 0 ? BackoffStrategy.retryImmediately() : BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(wait));
      strategy.backoffStrategy(backoff);
      strategy.throttlingBackoffStrategy(backoff);
    });
  }

  static KmsClient client(JsonNode given, Counting counting) {
    var builder = KmsClient.builder().region(Region.US_EAST_1).overrideConfiguration(configuration -> {
      configuration.addExecutionInterceptor(counting);
      given.field("retries").ifPresent(retries -> configuration.retryStrategy(strategy -> set(strategy, retries)));
    });
    if (System.getenv("KRM_ENDPOINT") != null) {
      builder.endpointOverride(URI.create(System.getenv("KRM_ENDPOINT")));
    }
    given.field("key").map(key -> AwsBasicCredentials.create(key.asString(), "secret"))
        .ifPresent(credentials -> builder.credentialsProvider(StaticCredentialsProvider.create(credentials)));
    given.field("read_timeout").map(timeout -> Duration.ofMillis(integer(timeout)))
        .ifPresent(timeout -> builder.httpClientBuilder(Apache5HttpClient.builder().socketTimeout(timeout)));
    return builder.build();
  }

  /** The code of KMS, or the class of what is at the bottom of it. */
  static String cause(Throwable error) {
    if (error instanceof AwsServiceException refusal) {
      return refusal.awsErrorDetails().errorCode();
    }
    var cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }

  static Result call(KmsClient kms, Counting counting, int numberOfBytes, String keyStore) {
    counting.requests.set(0);
    var began = System.nanoTime();
    String plaintext = null;
    Exception error = null;
    try {
      var reply = kms.generateRandom(request -> request.numberOfBytes(numberOfBytes).customKeyStoreId(keyStore));
      plaintext = reply.plaintext() == null ? null : HexFormat.of().formatHex(reply.plaintext().asByteArray());
    } catch (RuntimeException whatAUserSees) {
      error = whatAUserSees;
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    return error == null
        ? new Result(counting.requests.get(), seconds, plaintext, null, null, null)
        : new Result(counting.requests.get(), seconds, null, error.getClass().getSimpleName(), cause(error),
            error.getMessage());
  }

  static List<Result> calls(JsonNode given) {
    var counting = new Counting();
    var mostFailures = given.field("fall_back_after").map(Calls::integer).orElse(Integer.MAX_VALUE);
    var results = new ArrayList<Result>();
    try (var kms = client(given, counting)) {
      for (var input : given.field("inputs").get().asArray()) {
        var failures = results.stream().filter(result -> result.error != null).count();
        var keyStore = failures < mostFailures ? input.field("CustomKeyStoreId").map(JsonNode::asString).orElse(null) : null;
        results.add(call(kms, counting, integer(input.field("NumberOfBytes").get()), keyStore));
      }
    }
    return results;
  }

  static void write(JsonWriter json, Result result) {
    json.writeStartObject();
    json.writeFieldName("requests").writeValue(result.requests);
    json.writeFieldName("seconds").writeValue(result.seconds);
    json.writeFieldName("plaintext").writeValue(result.plaintext);
    if (result.error != null) {
      json.writeFieldName("error").writeValue(result.error);
      json.writeFieldName("code").writeValue(result.code);
      json.writeFieldName("message").writeValue(result.message);
    }
    json.writeEndObject();
  }

  public static void main(String[] arguments) throws Exception {
    var clients = JsonNode.parser().parse(arguments[0]).asArray();
    var threads = Executors.newFixedThreadPool(clients.size());
    var json = JsonWriter.create();
    json.writeStartArray();
    for (var results : threads.invokeAll(clients.stream().<Callable<List<Result>>>map(given -> () -> calls(given)).toList())) {
      json.writeStartArray();
      results.get().forEach(result -> write(json, result));
      json.writeEndArray();
    }
    json.writeEndArray();
    threads.shutdown();
    System.out.println(new String(json.getBytes(), "UTF-8"));
  }
}
