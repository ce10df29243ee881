package dochat.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a node tells operators (docs/operations.md). Blocks; for the main thread. */
record Ops(InetSocketAddress node) {
  private static final int READY = 200;

  /** Whether it is ready for clients. */
  boolean isReady() throws IOException {
    return open("/health/ready").getResponseCode() == READY;
  }

  /** The sum of what it has counted under names, with their labels, that begin so. */
  double count(String metric) throws IOException {
    String text = new String(open("/metrics").getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines().filter(line -> line.startsWith(metric)).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create("http://" + node.getHostString() + ":" + node.getPort() + path).toURL().openConnection();
  }
}
