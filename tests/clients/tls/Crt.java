import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpStream;
import software.amazon.awssdk.crt.http.HttpStreamResponseHandler;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/**
 * Prints what URL answers to the CRT of Java, which trusts the authority in the file CA. Arguments: URL CA
 *
 * <p>A refusal reaches the caller after 10 to 30 s only. The log tells it at once.
 */
class Crt {
  public static void main(String[] arguments) throws Exception {
    System.setProperty("aws.crt.log.destination", "Stderr");
    System.setProperty("aws.crt.log.level", "Warn");
    var url = URI.create(arguments[0]);
    var trust = TlsContextOptions.createDefaultClient().withCertificateAuthorityFromPath(null, arguments[1]);
    var options = new HttpClientConnectionManagerOptions()
        .withUri(url)
        .withTlsContext(new TlsContext(trust))
        .withClientBootstrap(ClientBootstrap.getOrCreateStaticDefault())
        .withSocketOptions(new SocketOptions());
    var connection = HttpClientConnectionManager.create(options).acquireConnection().get(60, TimeUnit.SECONDS);

    var body = new StringBuilder();
    var end = new CompletableFuture<Integer>();
    var host = new HttpHeader("Host", url.getAuthority());
    var request = new HttpRequest("GET", url.getPath(), new HttpHeader[] {host}, null);
    connection.makeRequest(request, new HttpStreamResponseHandler() {
      @Override
      public void onResponseHeaders(HttpStream stream, int status, int type, HttpHeader[] headers) {}

      @Override
      public int onResponseBody(HttpStream stream, byte[] bytes) {
        body.append(new String(bytes, StandardCharsets.UTF_8));
        return bytes.length;
      }

      @Override
      public void onResponseComplete(HttpStream stream, int error) {
        end.complete(error);
      }
    }).activate();
    var error = end.get(60, TimeUnit.SECONDS);
    System.out.println(body);
    System.exit(error);
  }
}
