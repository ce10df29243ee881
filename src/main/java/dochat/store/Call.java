package dochat.store;

import dochat.store.Engine.Fault;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One question to the store or one change of it, from the asking to the answer. It may be tried several times, by one worker thread at a
 * time; any thread may give it up, and from then on it does not begin to commit. So it is always known whether something may have been saved.
 */
final class Call<T> implements Attempt {
  /** So long a caller waits for an answer. */
  static final long PATIENCE_MILLIS = 5_000;
  private static final long HELD_PAUSE_MILLIS = 40;
  private static final long BROKEN_PAUSE_MILLIS = 250;
  private static final long NEVER = -1;

  private enum State { OPEN, COMMITTING, GIVEN_UP }

  /** Blocks; on a worker thread. */
  interface Work<T> {
    T run(Call<T> call);
  }

  private final Engine engine;
  private final Work<T> work;
  private final long patienceMillis;
  private final boolean isBrief;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final long sinceNanos = System.nanoTime();
  private volatile int tries;
  /** A commit has gone out whose answer was lost. */
  private volatile boolean isUnsure;

  Call(Engine engine, long patienceMillis, Work<T> work) {
    this(engine, patienceMillis, false, work);
  }

  /** @param isBrief as {@link #isBrief()} from the first try on */
  Call(Engine engine, long patienceMillis, boolean isBrief, Work<T> work) {
    this.engine = engine;
    this.patienceMillis = patienceMillis;
    this.isBrief = isBrief;
    this.work = work;
  }

  long patienceMillis() {
    return patienceMillis;
  }

  /** How long ago it was asked. */
  long ageNanos() {
    return System.nanoTime() - sinceNanos;
  }

  /** Whether no thread has begun with it. */
  boolean isFresh() {
    return tries == 0;
  }

  /** Whether an earlier try may have saved it. */
  boolean isUnsure() {
    return isUnsure;
  }

  /** One try. Blocks; fails as the database does. */
  T attempt() {
    tries++;
    return Retries.once(engine, this::isGivenUp, this::transact);
  }

  @Override
  public boolean isBrief() {
    return isBrief || tries > 1;
  }

  @Override
  public void commits() {
    if (!state.compareAndSet(State.OPEN, State.COMMITTING)) {
      throw givenUp();
    }
  }

  /** The time is over: what is known of it now. */
  RuntimeException giveUp() {
    boolean mayBeSaved = state.getAndSet(State.GIVEN_UP) == State.COMMITTING || isUnsure;
    return mayBeSaved ? new StoreUnconfirmed(null) : givenUp();
  }

  /** After how many milliseconds it is worth another try; negative: not at all. */
  long pauseMillis(Throwable failure) {
    if (isGivenUp()) {
      return NEVER;
    }
    return switch (Engine.fault(engine, failure)) {
      case HELD -> HELD_PAUSE_MILLIS;
      case BROKEN -> tries == 1 ? 1 : BROKEN_PAUSE_MILLIS;
      case LASTING -> isUnsure ? BROKEN_PAUSE_MILLIS : NEVER;
      default -> NEVER;
    };
  }

  /** What this failure is to the caller; a mistake of ours stays what it is. */
  Throwable refusal(Throwable failure) {
    return switch (Engine.fault(engine, failure)) {
      case TAKEN, BUG -> failure;
      default -> isUnsure ? new StoreUnconfirmed(failure) : new StoreBusy(failure);
    };
  }

  private T transact() {
    if (isGivenUp()) {
      throw givenUp();
    }
    try {
      return work.run(this);
    } catch (RuntimeException e) {
      isUnsure |= state.get() != State.OPEN && Engine.fault(engine, e) == Fault.BROKEN;
      state.compareAndSet(State.COMMITTING, State.OPEN);
      throw e;
    }
  }

  private boolean isGivenUp() {
    return state.get() == State.GIVEN_UP;
  }

  private static StoreBusy givenUp() {
    return new StoreBusy("it took too long");
  }
}
