package dochat.security;

import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.store.Store;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Signs guests in and out, and tells whose token this is. Any context may call, and is called back on itself. */
public final class Identities {
  /** So that who polls is not looked up each time. */
  private static final long REMEMBERED_SECONDS = 5;
  private static final long REMEMBERED_NANOS = REMEMBERED_SECONDS * 1_000_000_000;
  private static final int REMEMBERED = 10_000;
  /** Who asks is told that the store is busy then, and asks again: a token that cannot be looked up is not nobody's. */
  private static final long LOOKUP_SECONDS = 10;
  private static final long VOID_NANOS = 2 * LOOKUP_SECONDS * 1_000_000_000;
  /** Who signs in is nobody yet, so that all share one bucket. */
  private static final String ANYBODY = "";

  private final Store store;
  private final boolean takesGuests;
  private final Consumer<String> voided;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  /** When tokens were made void, for as long as an older answer of the store may still be under way. */
  private final Map<String, Long> voidNanos = new ConcurrentHashMap<>();
  /** Whose tokens the store has confirmed since somebody asked. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final RateLimit signIns = new RateLimit(Limits.SIGN_INS_PER_SECOND, 10 * Limits.SIGN_INS_PER_SECOND);

  /**
   * @param takesGuests whether somebody may sign in with a name only, if administrators say so, too
   * @param voided      told the {@linkplain #fingerprint fingerprint} of each token that was made void here, on that caller's context
   */
  public Identities(Store store, boolean takesGuests, Consumer<String> voided) {
    this.store = store;
    this.takesGuests = takesGuests;
    this.voided = voided;
  }

  /**
   * A new guest under this name, who has joined the general room. Fails with {@code guests_refused}, with {@code rate_limited} when too many sign in, or as the
   * store does.
   *
   * @param device what they sign in on, in words; may be empty
   */
  public Future<Identity> signIn(String name, String device) {
    if (!takesGuests) {
      return Future.failedFuture(Problem.of(ProblemCode.GUESTS_REFUSED));
    }
    int waitSeconds = signIns.take(ANYBODY);
    if (waitSeconds > 0) {
      return Future.failedFuture(Problem.rateLimited(waitSeconds));
    }
    Identity identity = new Identity(new User(Tokens.newId(), name), Tokens.newToken());
    return store.signIn(identity.user(), Tokens.hash(identity.token()), device).map(identity);
  }

  /** Whose token this is; empty when it is nobody's, or no longer, for at most {@value #REMEMBERED_SECONDS} s or until {@link #forget}. */
  public Future<Optional<Identity>> find(String token) {
    Remembered known = remembered.get(fingerprint(Tokens.hash(token)));
    boolean isFresh = known != null && System.nanoTime() - known.sinceNanos < REMEMBERED_NANOS;
    return isFresh ? Future.succeededFuture(Optional.of(known.identity)) : confirm(token);
  }

  /** The same from the store itself. Fails as the store does, or with {@code busy} after {@value #LOOKUP_SECONDS} s. */
  public Future<Optional<Identity>> confirm(String token) {
    byte[] hash = Tokens.hash(token);
    String fingerprint = fingerprint(hash);
    long askedNanos = System.nanoTime();
    return inTime(store.userOf(hash)).map(user ->
        user.filter(found -> !isVoidSince(fingerprint, askedNanos)).map(found -> remember(fingerprint, new Identity(found, token))));
  }

  /** The token of this fingerprint has been voided somewhere. What the store is just being asked may not know that yet. */
  public void forget(String fingerprint) {
    long nowNanos = System.nanoTime();
    voidNanos.values().removeIf(since -> nowNanos - since > VOID_NANOS);
    voidNanos.put(fingerprint, nowNanos);
    remembered.remove(fingerprint);
  }

  /** These people, by their ids, may be called otherwise by now. */
  public void renamed(Set<String> users) {
    remembered.values().removeIf(known -> users.contains(known.identity.user().id()));
  }

  /** Makes the token void, and says so. */
  public Future<Void> signOut(Identity identity) {
    return store.signOut(Tokens.hash(identity.token())).map(done -> {
      ended(fingerprint(identity));
      return null;
    });
  }

  /** The token of this fingerprint has been made void here: says so. */
  public void ended(String fingerprint) {
    forget(fingerprint);
    voided.accept(fingerprint);
  }

  /** Whose tokens the store has confirmed since this was asked last, by their fingerprints. */
  public List<String> takeSeen() {
    List<String> taken = List.copyOf(seen);
    taken.forEach(seen::remove);
    return taken;
  }

  /** What names a token between nodes: its hash in hexadecimal. */
  public static String fingerprint(Identity identity) {
    return fingerprint(Tokens.hash(identity.token()));
  }

  private static <T> Future<T> inTime(Future<T> answer) {
    return answer.timeout(LOOKUP_SECONDS, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(failure instanceof TimeoutException ? Problem.of(ProblemCode.BUSY) : failure));
  }

  private boolean isVoidSince(String fingerprint, long nanos) {
    Long since = voidNanos.get(fingerprint);
    return since != null && since - nanos >= 0;
  }

  private Identity remember(String fingerprint, Identity identity) {
    if (remembered.size() >= REMEMBERED) {
      remembered.clear();
    }
    remembered.put(fingerprint, new Remembered(identity, System.nanoTime()));
    if (seen.size() < REMEMBERED) {
      seen.add(fingerprint);
    }
    return identity;
  }

  private static String fingerprint(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private record Remembered(Identity identity, long sinceNanos) {
  }
}
