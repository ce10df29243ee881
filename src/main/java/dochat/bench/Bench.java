package dochat.bench;

import dochat.child.ChildJvm;
import dochat.config.ProgramLine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code dochat bench}: puts loads on a node and says what it does and what that costs. */
public final class Bench {
  private static final int FAULT = 1;

  private final Options options;
  private final PrintStream out;
  private final PrintStream err;

  Bench(Options options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Measures; blocks for as long as it takes. Results go to standard output, what is going on to standard error.
   *
   * @param args      what follows {@code bench}
   * @param mainClass what runs a node
   * @return the exit code: 0; 1 when anything was lost, doubled or refused, or the run could not be finished; 2 for a wrong option
   */
  public static int run(String[] args, Map<String, String> env, String mainClass) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    ProgramLine<Options> line = Options.parse(args, env);
    if (line.say() != null) {
      (line.say().exitCode() == 0 ? out : err).println(line.say().text());
      return line.say().exitCode();
    }
    try {
      List<String> faults = new Bench(line.options(), out, err).run(ChildJvm.command(mainClass));
      faults.forEach(fault -> err.println("dochat: " + fault + "."));
      return faults.isEmpty() ? 0 : FAULT;
    } catch (IOException e) {
      err.println("dochat: the run could not be finished: " + e.getMessage() + ".");
      return FAULT;
    }
  }

  /**
   * Runs all that was asked for.
   *
   * @param java the command line of a node up to its own arguments
   * @return what must not be, a sentence each
   * @throws IOException when the run could not be finished
   */
  List<String> run(List<String> java) throws IOException {
    if (options.node() != null) {
      return measure(options.node(), Watched.stranger(options.pid()), null);
    }
    Cores cores = Cores.choose();
    try (Site site = new Site(java, cores, options.database())) {
      err.println("Starting a node…");
      Child node = site.start();
      cores.take();
      return measure(node.address(), Watched.nodes(List.of(node)), site);
    }
  }

  private List<String> measure(InetSocketAddress node, Watched watched, Site site) throws IOException {
    Report report = new Report(out, options.isJson());
    try (Fleet fleet = new Fleet(); Progress progress = new Progress(err, fleet, options.isTerminal())) {
      List<Stage> stages = new ArrayList<>(List.of(new Stage("", new Guests(node), List.of(node), fleet, watched, site, options.warmUp(), progress, report)));
      for (Peer peer : options.peers()) {
        progress.now("starting " + peer.word());
        stages.add(stages.get(0).beside(peer, peer.start(site)));
      }
      for (Stage stage : stages) {
        stage.enter();
        Scenario.warmUp(stage, options.sizes(Scenario.S1), options.sizes(Scenario.S2));
      }
      for (Scenario scenario : options.scenarios()) {
        for (Stage stage : stages.subList(0, scenario.isForPeers() ? stages.size() : 1)) {
          scenario.play(stage, options.sizes(scenario));
        }
      }
    }
    return report.faults();
  }
}
