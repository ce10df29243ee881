package dochat.browser;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The one browser of all tests: it speaks to nothing but this machine. Only the thread of the tests uses it. */
final class Chromium implements AutoCloseable {
  /** What a busy machine needs, in milliseconds. */
  static final double PATIENCE_MILLIS = 30_000;

  /** With no latency at all, Chromium would not take it as something to tell pages. */
  private static final double LEAST_MILLIS = 0.001;
  /** The first has the same pages without the windows around them, which cost as much CPU again. */
  private static final List<String> NAMES = List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");
  private static final List<String> FLAGS = List.of("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-default-apps", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright) {
    this.playwright = playwright;
    this.browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable(playwright)).setArgs(flags()));
  }

  /** Starts it; fails when this machine has none. */
  static Chromium start() {
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    try {
      return new Chromium(playwright);
    } catch (RuntimeException | AssertionError e) {
      playwright.close();
      throw e;
    }
  }

  /** Another process beside this one, which ends with it. */
  Chromium another() {
    return new Chromium(playwright);
  }

  /** A browser profile of its own, with nothing remembered. */
  BrowserContext profile(Device device) {
    BrowserContext profile = browser.newContext(device.options());
    profile.setDefaultTimeout(PATIENCE_MILLIS);
    profile.onPage(Chromium::connect);
    return profile;
  }

  /** One that makes passkeys, is built into this device, and whose owner agrees to everything. */
  static void giveAnAuthenticator(Page page) {
    CDPSession device = page.context().newCDPSession(page);
    device.send("WebAuthn.enable");
    JsonObject options = new Gson().toJsonTree(Map.of("protocol", "ctap2", "transport", "internal", "hasResidentKey", true, "hasUserVerification", true,
        "isUserVerified", true, "automaticPresenceSimulation", true)).getAsJsonObject();
    JsonObject asked = new JsonObject();
    asked.add("options", options);
    device.send("WebAuthn.addVirtualAuthenticator", asked);
  }

  /** On a machine that has no network but 127.0.0.1, pages would be told that they are offline, and wait. */
  private static void connect(Page page) {
    JsonObject state = new JsonObject();
    state.addProperty("offline", false);
    state.addProperty("latency", LEAST_MILLIS);
    state.addProperty("downloadThroughput", -1);
    state.addProperty("uploadThroughput", -1);
    page.context().newCDPSession(page).send("Network.overrideNetworkState", state);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path executable(Playwright playwright) {
    return onThePath().or(() -> Optional.of(Path.of(playwright.chromium().executablePath())).filter(Files::isExecutable))
        .orElseThrow(() -> new AssertionError("The browser tests need Chromium, and this machine has none: "
            + "`./dochat test` installs it, or install the package chromium."));
  }

  private static Optional<Path> onThePath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream().flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable).findFirst();
  }

  /** Chromium's sandbox refuses to run as root. */
  private static List<String> flags() {
    List<String> flags = new ArrayList<>(FLAGS);
    if ("root".equals(System.getProperty("user.name"))) {
      flags.add("--no-sandbox");
    }
    return flags;
  }
}
