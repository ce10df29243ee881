package dochat.disk;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that is done once: when this is closed, or when the process is told to end before that (Ctrl-C, SIGTERM); not when it is killed.
 * The work is short, and may run beside what it ends. Any thread may call.
 */
public final class AtEnd implements AutoCloseable {
  private final AtomicBoolean isDone = new AtomicBoolean();
  private final Runnable work;
  private final Thread hook = new Thread(this::end, "dochat-at-end");

  public AtEnd(Runnable work) {
    this.work = work;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process ends, and runs its hooks.
    }
  }

  private void end() {
    if (isDone.compareAndSet(false, true)) {
      work.run();
    }
  }
}
