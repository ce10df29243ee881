package dochat.child;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of JVMs that are children of this one. Any thread. */
public final class ChildJvm {
  private ChildJvm() {
  }

  /** Runs this class in a JVM like this one, with its flags; what follows are the class's own arguments. */
  public static List<String> command(String mainClass) {
    List<String> java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(ChildJvm::isForChildren).forEach(java::add);
    java.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    return java;
  }

  /** The same command, whose last word is the class to run, ending when the standard input that it is given ends. */
  public static List<String> tethered(List<String> java) {
    List<String> command = new ArrayList<>(java);
    command.add(java.size() - 1, Tether.class.getName());
    return command;
  }

  private static boolean isForChildren(String flag) {
    return !flag.startsWith("-agentlib:") && !flag.startsWith("-javaagent:") && !flag.startsWith("-Ddochat.");
  }
}
