package dochat.store;

/** One try of a change, as the engine sees it that makes it. */
interface Attempt {
  /** A change that nobody waits for with a clock. */
  Attempt ONLY = new Attempt() {};

  /** Whether others' locks are worth hardly any waiting, because somebody has waited for them before. */
  default boolean isBrief() {
    return false;
  }

  /** Called at the end of the transaction, before it is committed; throws to have it rolled back instead. */
  default void commits() {}
}
