package dochat.browser;

import com.microsoft.playwright.Page;
import dochat.support.Folders;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/** An OpenID Provider at which anybody says who they are, and is believed. */
final class MockProvider implements AutoCloseable {
  private static final String LOGIN = "<!doctype html><link rel=icon href='data:,'><form method=post><input name=username><textarea name=claims></textarea><button>Go</button></form>";

  private final Path folder = Folders.temporary();
  private final MockOAuth2Server server;

  MockProvider() {
    try {
      server = new MockOAuth2Server(new OAuth2Config(true, Files.writeString(folder.resolve("login.html"), LOGIN).toString()));
      server.start(InetAddress.getByName("127.0.0.1"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a node is to be told of it. */
  String[] options() {
    return new String[] {"--oidc-issuer", "http://127.0.0.1:" + server.baseUrl().port() + "/people", "--oidc-client", "dochat", "--oidc-name", "Mock"};
  }

  /** In a browser that was led there. */
  static void says(Page page, String who, String name) {
    page.locator("[name=username]").fill(who);
    page.locator("[name=claims]").fill(new JsonObject().put("name", name).put("preferred_username", who).encode());
    page.locator("button").click();
  }

  @Override
  public void close() {
    server.shutdown();
    Folders.delete(folder);
  }
}
