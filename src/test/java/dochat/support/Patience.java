package dochat.support;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Who waits by Awaitility itself, and does not say how long, waits as long as {@link Eventually}. JUnit finds it by its service file. */
public final class Patience implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(Eventually.PATIENCE);
  }
}
