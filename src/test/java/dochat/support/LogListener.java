package dochat.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Is told each line that a class logs, in the thread that logs it, which goes on afterwards. */
public final class LogListener extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final Consumer<String> listener;

  /** Until it is closed. */
  public LogListener(Class<?> logs, Consumer<String> listener) {
    this.logger = (Logger) LoggerFactory.getLogger(logs);
    this.listener = listener;
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    listener.accept(event.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
