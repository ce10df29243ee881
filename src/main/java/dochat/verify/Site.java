package dochat.verify;

import java.util.List;

/** The nodes of a run, as far as its clients and its questions are concerned: its own, or somebody else's. */
interface Site extends AutoCloseable {
  /** Where clients come in. */
  List<Door> doors();

  /** Who can be asked, with a name for the report. */
  List<Asked> asked();

  /** Whether all nodes are one cluster. */
  boolean isWhole();

  /** The ids of the nodes' processes, as far as they are this machine's. */
  List<Long> processes();

  /** The nodes that are gone and should not be. */
  List<String> dead();

  /** What was written down stays, for who wants to know what happened. */
  void keep();

  /** Where that is, or how to find it. */
  String records();

  @Override
  void close();

  /** One of those who can be asked. */
  record Asked(String name, Api api) {
  }
}
