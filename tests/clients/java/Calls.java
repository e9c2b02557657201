import java.net.URI;
import java.time.Duration;
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
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Calls GenerateRandom and prints what became of it, as JSON, as tests/scenarios/calls.cjs does.
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

  static KmsClient client(JsonNode given, Counting counting) {
    var credentials = AwsBasicCredentials.create(given.field("key").get().asString(), "secret");
    var builder = KmsClient.builder()
        .endpointOverride(URI.create(System.getenv("KRM_ENDPOINT")))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(counting));
    given.field("read_timeout").map(timeout -> Duration.ofMillis(Long.parseLong(timeout.asNumber())))
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

  static Result call(KmsClient kms, Counting counting, int numberOfBytes) {
    counting.requests.set(0);
    var began = System.nanoTime();
    String plaintext = null;
    Exception error = null;
    try {
      var reply = kms.generateRandom(request -> request.numberOfBytes(numberOfBytes));
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
    try (var kms = client(given, counting)) {
      return given.field("inputs").get().asArray().stream()
          .map(input -> call(kms, counting, Integer.parseInt(input.field("NumberOfBytes").get().asNumber())))
          .toList();
    }
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
