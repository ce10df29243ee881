package dochat.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** OpenTelemetry's own settings, and what is said where they are wrong. */
final class SdkSettings {
  private static final String PROTOCOL = "http/protobuf";
  private static final String UNEXPECTED = "Unexpected configuration error";
  /** For what people do not say. Metrics and logs of a node go their own ways. */
  private static final Map<String, String> STANDARD = Map.of("otel.service.name", "dochat", "otel.exporter.otlp.protocol", PROTOCOL);
  private static final Map<String, String> FIXED = Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");
  /** OpenTelemetry speaks in java.util.logging, which forgets loggers that nobody holds. */
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  private SdkSettings() {
  }

  /** Nothing of it is global. Throws as {@link Traces#from} does. */
  static OpenTelemetrySdk sdk(Map<String, String> env) {
    mustBe(env, "OTEL_TRACES_EXPORTER", "otlp", "otlp or none");
    mustBe(env, "OTEL_EXPORTER_OTLP_PROTOCOL", PROTOCOL, PROTOCOL);
    mustBe(env, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", PROTOCOL, PROTOCOL);
    logAsNodesDo();
    try {
      return AutoConfiguredOpenTelemetrySdk.builder().disableShutdownHook().addPropertiesSupplier(() -> properties(env))
          .addPropertiesCustomizer(given -> FIXED).build().getOpenTelemetrySdk();
    } catch (ConfigurationException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the variables OTEL_* cannot be used: " + reason(e), e);
    }
  }

  /** What it does not have libraries for it would say in words for programmers. */
  private static void mustBe(Map<String, String> env, String variable, String only, String rule) {
    String value = env.getOrDefault(variable, "").strip();
    if (!value.isEmpty() && !value.equals(only)) {
      throw new IllegalArgumentException(variable + " must be " + rule);
    }
  }

  private static Map<String, String> properties(Map<String, String> env) {
    Map<String, String> properties = new HashMap<>(STANDARD);
    env.forEach((name, value) -> {
      if (name.startsWith("OTEL_") && !value.isBlank()) {
        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
      }
    });
    return properties;
  }

  private static void logAsNodesDo() {
    if (LIBRARY.getUseParentHandlers()) {
      LIBRARY.setLevel(Level.WARNING);
      LIBRARY.setUseParentHandlers(false);
      LIBRARY.addHandler(new SLF4JBridgeHandler());
    }
  }

  /** A fault that OpenTelemetry did not expect says more than its wrapping. What stands before an @ may be a password. */
  private static String reason(RuntimeException failure) {
    Throwable told = failure.getMessage().equals(UNEXPECTED) && failure.getCause() != null ? failure.getCause() : failure;
    return told.getMessage().replaceAll("\\S+@|\\.$", "");
  }
}
