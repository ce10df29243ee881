package dochat.trace;

/** Remembers nothing. */
final class Untraced implements Trace {

  @Override
  public void waits(String room) {
  }

  @Override
  public void committed(String outcome, long seq, int group) {
  }

  @Override
  public Origin publishes(int event) {
    throw new IllegalStateException("what is not traced has no origin");
  }

  @Override
  public void published() {
  }

  @Override
  public void ends(String error) {
  }
}
