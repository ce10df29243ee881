package dochat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * A health check for images without a shell: asks one address and ends with 0 where the answer is 200, else with 1. Knows nothing of doChat,
 * so that a small JVM runs it in a moment.
 */
final class Probe {
  private static final int PATIENCE_MILLIS = 3_000;

  private Probe() {
  }

  /** @param args the address, {@code http://127.0.0.1:8080/health/ready} */
  public static void main(String[] args) {
    System.exit(answers(URI.create(args[0])) ? 0 : 1);
  }

  private static boolean answers(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }
}
