package dochat.verify;

import java.util.Locale;

/** The kinds of faults that can be asked for. */
enum Fault {
  /** A node ends as by a power cut (SIGKILL) and starts again. */
  KILL("is killed"),
  /** A node's clock stops (SIGSTOP) and goes on, as when a machine sleeps: its connections stay open and nobody answers. */
  PAUSE("is frozen"),
  /** Every node in turn is told to stop (SIGTERM) and starts again, the next one when the last one serves. */
  RESTART("and all others restart, one after the other"),
  /** A node and the others are no cluster any more; the store and the clients reach all of them. */
  PARTITION("is cut off from the others, and the event bus between all,"),
  /** No event crosses from node to node, while the nodes believe that all is well. */
  DROP_BUS("and all others lose the event bus between them"),
  /** The store does not answer: SQLite is locked by another program, PostgreSQL cannot be reached. */
  STORE("and all others lose the store");

  private final String sentence;

  Fault(String sentence) {
    this.sentence = sentence;
  }

  /** What it does to a node, to follow the node's name. */
  String sentence() {
    return sentence;
  }

  /** Whether it strikes what nodes tell each other. */
  boolean isBetweenNodes() {
    return this == PARTITION || this == DROP_BUS;
  }

  /** As a person writes it. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
