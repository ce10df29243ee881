package dochat.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogConfiguratorTest {
  private static final String OWN_FILE = "logback.configurationFile";

  @TempDir
  Path folder;

  @Test
  void writesALineForEachEventFromInfoOnToTheFileOfTheNode() throws Exception {
    configured("text", context -> {
      Logger logger = context.getLogger("dochat.Test");
      logger.debug("one client's story");
      logger.info("life of\nthe node");
      context.getLogger("com.hazelcast.system.logo").info("a picture");
    });
    assertTrue(Files.readString(folder.resolve("node-1.log")).matches("[0-9T:.+Z-]+ INFO  \\[[^]]+] dochat\\.Test life of the node\n"), Files.readString(folder.resolve("node-1.log")));
  }

  @Test
  void writesNoFileForWhatCollectsLogsAndForWhatIsNoNode() throws Exception {
    configured("json", context -> assertTrue(context.getLogger("dochat").isInfoEnabled()));
    configured("none", context -> assertFalse(context.getLogger("dochat").isErrorEnabled()));
    assertFalse(Files.exists(folder.resolve("node-1.log")));
  }

  @Test
  void leavesItToTheFileThatSomebodyNames() throws Exception {
    LoggerContext context = new LoggerContext();
    with(Map.of(OWN_FILE, "own.xml"), () -> assertEquals(ExecutionStatus.INVOKE_NEXT_IF_ANY, configurator(context).configure(context)));
    with(Map.of(OWN_FILE, "own.xml"), () -> configured("none", none -> assertFalse(none.getLogger("dochat").isErrorEnabled(), "which is for nodes")));
    assertEquals(Level.DEBUG, context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel(), "Logback's own");
  }

  private void configured(String form, Consumer<LoggerContext> use) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    with(Map.of(LogConfigurator.FORM, form, LogConfigurator.FOLDER, folder.toString(), LogConfigurator.NODE, "node-1"),
        () -> assertEquals(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY, configurator(context).configure(context)));
    use.accept(context);
    context.stop();
  }

  /** As Logback finds it. */
  private static Configurator configurator(LoggerContext context) {
    Configurator configurator = ServiceLoader.load(Configurator.class).findFirst().orElseThrow();
    configurator.setContext(context);
    return configurator;
  }

  private static void with(Map<String, String> properties, Runnable work) {
    properties.forEach(System::setProperty);
    try {
      work.run();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
