package dochat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Http;
import dochat.support.SharedNodes;
import dochat.support.TestJvm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's icons come from an archive of thousands, of which no more is taken than the page shows. */
@ExtendWith(SharedNodes.class)
class IconsIT {
  private static final String ICONS = "/vendor/lucide-static/icons/";

  private final Http nobody = new Http(SharedNodes.first());

  @Test
  void areServedAndKnownAgainByTheirTag() {
    HttpResponse<String> icon = nobody.get(ICONS + "wifi-off.svg");
    assertEquals(200, icon.statusCode());
    assertTrue(icon.body().contains("<svg"), icon.body());
    assertEquals("image/svg+xml", icon.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("no-cache", icon.headers().firstValue("Cache-Control").orElseThrow());
    String tag = icon.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = nobody.send(nobody.request(ICONS + "wifi-off.svg").header("If-None-Match", tag).GET());
    assertEquals("304 ", again.statusCode() + " " + again.body());
    assertEquals(icon.body(), nobody.get(ICONS + "wifi-off.svg").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-icon.svg", "zap.svg", "..%2flicense", "%2e%2e%2ficons%2fx.svg", "X.svg", "wifi-off.svg.map", "wifi-off"})
  void nothingElseIsThere(String file) {
    assertEquals(404, nobody.get(ICONS + file).statusCode());
  }

  /** The JVMs of these nodes have their temporary files there. */
  @Test
  void theRestStaysInItsArchive() throws IOException {
    assertEquals(200, nobody.get(ICONS + "check.svg").statusCode());
    try (Stream<Path> files = Files.walk(TestJvm.folder())) {
      assertEquals(List.of(), files.filter(file -> file.toString().contains("lucide")).toList());
    }
  }
}
