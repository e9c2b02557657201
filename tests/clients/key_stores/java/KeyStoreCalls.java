import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Calls KMS through the SDK for Java as it is told. callers.py says how. */
public class KeyStoreCalls {
  static final HttpClient http = HttpClient.newHttpClient();

  static String text(JsonNode given, String name) {
    return given.field(name).map(JsonNode::asString).orElse(null);
  }

  static KmsClient client(JsonNode tenant) {
    var credentials = AwsSessionCredentials.create(
        text(tenant, "access_key_id"), text(tenant, "secret_access_key"), text(tenant, "session_token"));
    return KmsClient.builder().region(Region.US_EAST_1).endpointOverride(URI.create(text(tenant, "url")))
        .credentialsProvider(StaticCredentialsProvider.create(credentials)).build();
  }

  /** Takes the place of Thread.sleep: it advances the tenant's clock. */
  static void advance(String clock, Duration by) {
    var body = HttpRequest.BodyPublishers.ofString("{\"advance\": \"%dms\"}".formatted(by.toMillis()));
    var request = HttpRequest.newBuilder(URI.create(clock)).header("content-type", "application/json").POST(body).build();
    try {
      var reply = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() != 200) {
        throw new IllegalStateException(reply.body());
      }
    } catch (IOException | InterruptedException cause) {
      throw new IllegalStateException(cause);
    }
  }

  static void write(JsonWriter json, SdkPojo value) {
    json.writeStartObject();
    for (var field : value.sdkFields()) {
      var member = field.getValueOrDefault(value);
      if (member instanceof SdkPojo nested) {
        json.writeFieldName(field.memberName());
        write(json, nested);
      } else if (member != null) {
        json.writeFieldName(field.memberName()).writeValue(member.toString());
      }
    }
    json.writeEndObject();
  }

  static void writePages(JsonWriter json, KmsClient kms, JsonNode given) {
    var pages = kms.describeCustomKeyStoresPaginator(request -> request
        .customKeyStoreId(text(given, "CustomKeyStoreId")).customKeyStoreName(text(given, "CustomKeyStoreName"))
        .marker(text(given, "Marker"))
        .limit(given.field("Limit").map(limit -> Integer.valueOf(limit.asNumber())).orElse(null)));
    json.writeStartArray();
    for (var page : pages) {
      json.writeStartArray();
      page.customKeyStores().forEach(store -> write(json, store));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  static void writeReply(JsonWriter json, KmsClient kms, String call, JsonNode given, String clock) {
    var store = text(given, "CustomKeyStoreId");
    var repair = new Repair(kms, Duration.ofMinutes(1), by -> advance(clock, by));
    switch (call) {
      case "random" ->
        json.writeValue(kms.generateRandom(request -> request.numberOfBytes(32).customKeyStoreId(store)).plaintext().asByteArray().length);
      case "describe" -> writePages(json, kms, given);
      case "failed" -> writeAll(json, repair.failedStores());
      case "connect" -> {
        kms.connectCustomKeyStore(request -> request.customKeyStoreId(store));
        json.writeNull();
      }
      case "disconnect" -> {
        kms.disconnectCustomKeyStore(request -> request.customKeyStoreId(store));
        json.writeNull();
      }
      case "repair" -> {
        repair.repair(store);
        json.writeNull();
      }
      default -> throw new IllegalArgumentException(call);
    }
  }

  static void writeAll(JsonWriter json, List<String> texts) {
    json.writeStartArray();
    texts.forEach(json::writeValue);
    json.writeEndArray();
  }

  static JsonWriter refusal(Exception error, String code, String message) {
    return JsonWriter.create().writeStartObject()
        .writeFieldName("type").writeValue(error.getClass().getSimpleName())
        .writeFieldName("code").writeValue(code)
        .writeFieldName("message").writeValue(message)
        .writeEndObject();
  }

  static JsonWriter answer(JsonNode line) {
    var tenant = line.field("tenant").get();
    try (var kms = client(tenant)) {
      var json = JsonWriter.create().writeStartObject().writeFieldName("reply");
      writeReply(json, kms, text(line, "call"), line.field("given").get(), text(tenant, "clock"));
      return json.writeEndObject();
    } catch (Repair.NotConnectedException error) {
      return refusal(error, error.code, error.getMessage());
    } catch (AwsServiceException error) {
      return refusal(error, error.awsErrorDetails().errorCode(), error.awsErrorDetails().errorMessage());
    }
  }

  public static void main(String[] arguments) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(new String(answer(JsonNode.parser().parse(line)).getBytes(), StandardCharsets.UTF_8));
    }
  }
}
