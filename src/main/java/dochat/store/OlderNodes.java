package dochat.store;

/** Nodes of an older release run, which do not know what is to be made; nothing was saved. */
public final class OlderNodes extends RuntimeException {
  private static final long serialVersionUID = 1;

  OlderNodes() {
    super("nodes of an older release run", null, false, false);
  }
}
