package dochat.metrics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.LifeCycle;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;

/**
 * What is logged, and where to. Standard output stays free for the one line that says where the node is. In code, since Logback's XML takes a
 * twentieth of a start; who names a file of their own ({@code -Dlogback.configurationFile}) has that instead. Found by Logback, which calls it once,
 * for the first logger; {@code Main} sets the properties before.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** {@code text}, for people at a terminal, {@code json}, for what collects logs, or {@code none}, for what is no node and says itself what there is to say. */
  public static final String FORM = "dochat.log.form";
  /** The folder of the files. */
  public static final String FOLDER = "dochat.log.dir";
  /** What the files are called. */
  public static final String NODE = "dochat.node";
  private static final String OWN_FILE = "logback.configurationFile";
  private static final int FILES = 4;
  private static final String FILE_SIZE = "10MB";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    String form = System.getProperty(FORM, "text");
    if (!form.equals("none") && System.getProperty(OWN_FILE) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getStatusManager().add(new NopStatusListener());
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(form.equals("none") ? Level.OFF : Level.INFO);
    if (form.equals("json")) {
      root.addAppender(later(console("lines", json())));
      quiet(context);
    } else if (form.equals("text")) {
      root.addAppender(later(file()));
      context.getLogger("dochat").addAppender(later(terminal()));
      quiet(context);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void quiet(LoggerContext context) {
    // One line for every port on which no other node is.
    context.getLogger("com.hazelcast.internal.cluster.impl.TcpIpJoiner").setLevel(Level.WARN);
    // A picture of letters, and a line of forty numbers every 20 s on a busy machine, which /metrics has in words.
    context.getLogger("com.hazelcast.system.logo").setLevel(Level.WARN);
    context.getLogger("com.hazelcast.internal.diagnostics.HealthMonitor").setLevel(Level.WARN);
    // An error for each connection that a peer has reset, when nothing is left to be told of it.
    context.getLogger("io.vertx.core.net.impl.ConnectionBase").setLevel(Level.OFF);
    // A stack trace for a client that connects in the moment in which a port closes: Vert.x has taken its event loops away by then, and the client is cut as it should be.
    context.getLogger("io.netty.bootstrap.ServerBootstrap").setLevel(Level.ERROR);
  }

  /** What a person at the terminal should see, warnings and errors of doChat itself, a line each. */
  private ConsoleAppender<ILoggingEvent> terminal() {
    ConsoleAppender<ILoggingEvent> terminal = console("terminal", pattern("%d{HH:mm:ss} %-5level %replace(%msg){'[\\r\\n]+', ' '}%n%nopex"));
    terminal.addFilter(fromWarn());
    return terminal;
  }

  private Filter<ILoggingEvent> fromWarn() {
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(Level.WARN.toString());
    return started(filter);
  }

  /** Everything from INFO up, with stack traces and the libraries' words. */
  private RollingFileAppender<ILoggingEvent> file() {
    String path = System.getProperty(FOLDER, "data/logs") + "/" + System.getProperty(NODE, "dochat");
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(getContext());
    file.setName("file");
    file.setFile(path + ".log");
    file.setEncoder(pattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} %replace(%msg){'[\\r\\n]+', ' '}%n%ex"));
    FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
    policy.setParent(file);
    policy.setFileNamePattern(path + ".%i.log");
    policy.setMinIndex(1);
    policy.setMaxIndex(FILES);
    file.setRollingPolicy(started(policy));
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
    file.setTriggeringPolicy(started(size));
    file.start();
    return file;
  }

  /** On standard error. */
  private ConsoleAppender<ILoggingEvent> console(String name, Encoder<ILoggingEvent> encoder) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(getContext());
    console.setName(name);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }

  private Encoder<ILoggingEvent> pattern(String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(pattern);
    return started(encoder);
  }

  /** An object a line. */
  private Encoder<ILoggingEvent> json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMarkers(false);
    encoder.setWithMDC(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    return started(encoder);
  }

  private Appender<ILoggingEvent> later(Appender<ILoggingEvent> appender) {
    BoundedLog log = new BoundedLog();
    log.setContext(getContext());
    log.setName(appender.getName() + "-later");
    log.addAppender(appender);
    return started(log);
  }

  private <T extends ContextAware & LifeCycle> T started(T part) {
    part.setContext(getContext());
    part.start();
    return part;
  }
}
