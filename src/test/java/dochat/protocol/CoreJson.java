package dochat.protocol;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * Makes tests read and write JSON as a node does. A test library brings Jackson's databind, which Vert.x would otherwise prefer; a node
 * runs without it.
 */
public final class CoreJson implements JsonFactory {
  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }

  @Override
  public JsonCodec codec() {
    return new JacksonCodec();
  }
}
