package dochat.trace;

/**
 * What is written down of one post on its way into the log and onto the bus. The methods are called in their order, each after the one before
 * it, by whatever thread has the post then.
 */
public interface Trace {
  /** Of a post that nobody follows. */
  Trace NONE = new Untraced();

  /** It waits for a transaction, in this room. */
  void waits(String room);

  /**
   * Its transaction was committed.
   *
   * @param outcome what the store made of it
   * @param seq     its number; 0 where it has none
   * @param group   drafts of the transaction
   */
  void committed(String outcome, long seq, int group);

  /**
   * It is about to be published.
   *
   * @param event which one of its batch, from 0
   */
  Origin publishes(int event);

  /** It has been. */
  void published();

  /**
   * It was answered. Whatever of it is still under way has ended so, too.
   *
   * @param error code of the refusal, null when there is none
   */
  void ends(String error);
}
