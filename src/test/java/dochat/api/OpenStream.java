package dochat.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** An answer without an end, read line by line. */
final class OpenStream implements AutoCloseable {
  private final InputStream body;
  private final BufferedReader lines;

  OpenStream(HttpRequest request, OpenApi api) throws IOException {
    HttpResponse<InputStream> answer = open(request);
    assertEquals(200, answer.statusCode());
    api.checkBegin(request, answer);
    body = answer.body();
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The next line that is not empty. */
  String line() throws IOException {
    String line = lines.readLine();
    while (line != null && line.isEmpty()) {
      line = lines.readLine();
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private static HttpResponse<InputStream> open(HttpRequest request) throws IOException {
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
