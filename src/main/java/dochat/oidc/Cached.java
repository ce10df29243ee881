package dochat.oidc;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the provider has said of itself, for as long as it is believed. Any context may ask, and is called back on itself. */
final class Cached<T> {
  private static final long BELIEVED_NANOS = TimeUnit.HOURS.toNanos(1);
  /** What did not help is not asked again at once. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Supplier<Future<T>> ask;
  private final LongSupplier nanos;
  private volatile Known<T> known;

  Cached(Supplier<Future<T>> ask, LongSupplier nanos) {
    this.ask = ask;
    this.nanos = nanos;
  }

  Future<T> get() {
    Known<T> now = known;
    return now != null && nanos.getAsLong() - now.sinceNanos < BELIEVED_NANOS ? Future.succeededFuture(now.value) : renewed();
  }

  /** What was known did not do; asks, unless that has just been done. */
  Future<T> renew() {
    Known<T> now = known;
    return now != null && nanos.getAsLong() - now.sinceNanos < PAUSE_NANOS ? Future.succeededFuture(now.value) : renewed();
  }

  private Future<T> renewed() {
    return ask.get().onSuccess(value -> known = new Known<>(value, nanos.getAsLong()));
  }

  private record Known<T>(T value, long sinceNanos) {
  }
}
