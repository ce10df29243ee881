package dochat.support;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What {@code jcmd} asks of another JVM, without the JVM that such a program takes each time. Any thread. */
public final class Jcmd {
  /** Exported to the tests by the pom; nothing public of the JDK asks for what jcmd does. */
  private static final String ASKING = "sun.tools.attach.HotSpotVirtualMachine";

  private Jcmd() {}

  /** The answer of the JVM of this process to a command such as {@code GC.class_histogram}. */
  public static String ask(long pid, String command) {
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      // Not by readAllBytes: asked for no bytes, as that asks at times, this stream says that it has ended (JDK 17).
      try (Reader said = new InputStreamReader((InputStream) Class.forName(ASKING).getMethod("executeJCmd", String.class).invoke(jvm, command), StandardCharsets.UTF_8)) {
        StringWriter all = new StringWriter();
        said.transferTo(all);
        return all.toString();
      } finally {
        jvm.detach();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AttachNotSupportedException | ReflectiveOperationException e) {
      throw new IllegalStateException("the JVM " + pid + " was not asked for " + command, e);
    }
  }
}
