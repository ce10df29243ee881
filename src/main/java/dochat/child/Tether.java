package dochat.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Runs another program in this process, and ends it when standard input ends: when who started it is gone, in whatever way. */
public final class Tether {
  private Tether() {
  }

  /** @param args the class to run, and its arguments */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(Tether::watch, "tether");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      System.exit(1);
    }
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // nothing is said here
      }
    } catch (IOException e) {
      // as good as the end
    }
    Runtime.getRuntime().halt(1);
  }
}
