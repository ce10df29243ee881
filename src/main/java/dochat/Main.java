package dochat;

import ch.qos.logback.classic.LoggerContext;
import dochat.archive.Errands;
import dochat.bench.Bench;
import dochat.config.CommandLine;
import dochat.config.Config;
import dochat.config.LogForm;
import dochat.config.Parsed;
import dochat.metrics.LogConfigurator;
import dochat.store.StoreUnavailable;
import dochat.talk.Talk;
import dochat.trace.Traces;
import dochat.verify.Verify;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** Runs one node until it is told to stop, or the chat in a terminal, an errand, the checker or the load generator. What a person needs to know is one line on standard output, or one sentence on standard error. */
public final class Main {
  private static final long START_SECONDS = 120;
  /** What may take longer than a node lets itself: the cluster, for one. */
  private static final long GRACE_SECONDS = 10;
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private Main() {
  }

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("talk")) {
      keepNoLog();
      System.exit(Talk.run(Arrays.copyOfRange(args, 1, args.length), System.getenv()));
    }
    if (args.length > 0 && args[0].equals("verify")) {
      keepNoLog();
      System.exit(Verify.run(Arrays.copyOfRange(args, 1, args.length), System.getenv(), Main.class.getName()));
    }
    if (args.length > 0 && args[0].equals("bench")) {
      keepNoLog();
      System.exit(Bench.run(Arrays.copyOfRange(args, 1, args.length), System.getenv(), Main.class.getName()));
    }
    Parsed parsed = CommandLine.parse(args, System.getenv());
    if (parsed instanceof Parsed.Say say) {
      PrintStream out = say.exitCode() == 0 ? System.out : System.err;
      out.println(say.text());
      System.exit(say.exitCode());
    } else if (parsed instanceof Parsed.Do errand) {
      keepNoLog();
      System.exit(Errands.run(errand.errand(), Boolean.getBoolean("dochat.terminal"))); // the launcher knows
    } else if (parsed instanceof Parsed.Run run) {
      int exitCode = run(run.config());
      endLog();
      System.exit(exitCode);
    }
  }

  /** What is no node says on standard error what there is to say; a log would be made in whatever folder it was started in. */
  private static void keepNoLog() {
    System.setProperty(LogConfigurator.FORM, "none");
  }

  private static boolean isJson(Config config) {
    return config.log() == null ? !Boolean.getBoolean("dochat.terminal") : config.log() == LogForm.JSON; // the launcher knows
  }

  /** Writes what was said to the end. */
  private static void endLog() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.stop();
    }
  }

  /** Runs a node until it is told to stop, and has; the answer is the exit code. */
  private static int run(Config config) {
    System.setProperty(LogConfigurator.FORM, isJson(config) ? "json" : "text");
    System.setProperty(LogConfigurator.FOLDER, config.data().resolve("logs").toString());
    System.setProperty(LogConfigurator.NODE, config.name() == null ? "node-" + ProcessHandle.current().pid() : config.name());
    System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
    try {
      CountDownLatch told = new CountDownLatch(1);
      Node node = Node.start(config, Traces.from(System.getenv()), told::countDown).toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
      Signals.callAtFirst(told::countDown);
      System.out.println(node.description());
      node.welcome().ifPresent(System.out::println);
      told.await();
      return stop(node, config.drainSeconds());
    } catch (IllegalArgumentException e) { // variables of OpenTelemetry; all others have been read
      System.err.println("dochat: " + e.getMessage() + ".");
      return REFUSED;
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (TimeoutException e) {
      System.err.println("dochat: the node did not start within " + START_SECONDS + " seconds; see its log.");
      return FAILED;
    } catch (InterruptedException e) {
      return 0;
    }
  }

  private static int failed(Throwable failure) {
    boolean isExpected = failure instanceof StoreUnavailable || failure instanceof IllegalArgumentException;
    if (!isExpected) {
      LoggerFactory.getLogger(Main.class).error("the start failed", failure);
    }
    System.err.println("dochat: " + failure.getMessage());
    return FAILED;
  }

  private static int stop(Node node, int drainSeconds) throws InterruptedException {
    try {
      node.stop().toCompletionStage().toCompletableFuture().get(drainSeconds + GRACE_SECONDS, TimeUnit.SECONDS);
      return 0;
    } catch (ExecutionException | TimeoutException e) {
      LoggerFactory.getLogger(Main.class).warn("the node did not stop cleanly reason={}", e.toString());
      return FAILED;
    }
  }
}
