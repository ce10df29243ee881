package dochat.store;

import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.User;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TokenOwnersTest {
  private final List<Collection<String>> groups = new ArrayList<>();
  private final List<Promise<Map<String, User>>> calls = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private TokenOwners owners;

  @BeforeEach
  void begin(Vertx vertx) {
    owners = new TokenOwners(vertx, nanos::get, hashes -> {
      groups.add(hashes);
      calls.add(Promise.promise());
      return calls.get(calls.size() - 1).future();
    });
  }

  @Test
  void looksUpAtOnceAndThoseWhoComeMeanwhileTogether() {
    List<Future<Optional<User>>> asked = IntStream.range(0, 1_002).mapToObj(this::ask).toList();
    assertEquals(List.of(1, 1), sizes());
    assertEquals(1_000, owners.waiting());
    nanos.set(TimeUnit.MILLISECONDS.toNanos(1_500));
    assertEquals(1.5, owners.ageSeconds());
    answer(0);
    answer(1);
    assertEquals(List.of(1, 1, 500, 500), sizes());
    assertEquals(0, owners.waiting());
    assertEquals(0, owners.ageSeconds());
    answer(3);
    answer(2);
    for (int i = 0; i < asked.size(); i++) {
      assertEquals(i % 2 == 0 ? Optional.of(user(name(i))) : Optional.empty(), await(asked.get(i)));
    }
    Future<Optional<User>> later = ask(2_000);
    answer(4);
    assertEquals(Optional.of(user(name(2_000))), await(later));
  }

  @Test
  void oneTokenThatManyAskForIsLookedUpOnce() {
    IntStream.range(0, 2).forEach(this::ask);
    List<Future<Optional<User>>> same = IntStream.range(0, 100).mapToObj(i -> ask(6)).toList();
    answer(0);
    assertEquals(List.of(name(6)), List.copyOf(groups.get(2)));
    answer(2);
    same.forEach(each -> assertEquals(Optional.of(user(name(6))), await(each)));
  }

  @Test
  void aFailureIsThatOfItsGroupAlone() {
    Future<Optional<User>> first = ask(0);
    Future<Optional<User>> second = ask(2);
    Future<Optional<User>> third = ask(4);
    RuntimeException failure = new StoreBusy("for a test");
    calls.get(0).fail(failure);
    answer(1);
    answer(2);
    assertSame(failure, assertThrows(RuntimeException.class, () -> await(first)));
    assertEquals(Optional.of(user(name(2))), await(second));
    assertEquals(Optional.of(user(name(4))), await(third));
  }

  @Test
  void refusesMoreThanMayWait() {
    List<Future<Optional<User>>> asked = IntStream.range(0, 50_002).mapToObj(this::ask).toList();
    Future<Optional<User>> tooMany = ask(60_000);
    assertInstanceOf(StoreBusy.class, tooMany.cause());
    assertTrue(asked.stream().noneMatch(Future::isComplete));
    answer(0);
    assertFalse(ask(60_000).failed(), "there is room again");
  }

  /** They would wait for the calls of all who came before, each of which the store may keep for seconds. */
  @Test
  void whoHasWaitedForSecondsIsNotLookedUpAnyMore() {
    ask(0);
    ask(2);
    Future<Optional<User>> late = ask(4);
    nanos.set(TimeUnit.SECONDS.toNanos(4));
    Future<Optional<User>> next = ask(6);
    nanos.set(TimeUnit.SECONDS.toNanos(5));
    answer(0);
    assertThrows(StoreBusy.class, () -> await(late));
    assertEquals(List.of(name(6)), List.copyOf(groups.get(2)));
    answer(2);
    assertEquals(Optional.of(user(name(6))), await(next));
  }

  /** Whoever brings the answer. */
  @Test
  void answersOnTheContextThatAsked(Vertx vertx, VertxTestContext test) {
    Context caller = vertx.getOrCreateContext();
    caller.runOnContext(turn -> {
      ask(0).onComplete(test.succeeding(found -> test.verify(() -> {
        assertSame(caller, Vertx.currentContext());
        test.completeNow();
      })));
      new Thread(() -> answer(0)).start();
    });
  }

  private Future<Optional<User>> ask(int token) {
    return owners.of(ByteBuffer.allocate(Integer.BYTES).putInt(token).array());
  }

  /** Even tokens are somebody's. */
  private void answer(int call) {
    calls.get(call).complete(groups.get(call).stream().filter(hash -> HexFormat.fromHexDigits(hash) % 2 == 0).collect(Collectors.toMap(hash -> hash, TokenOwnersTest::user)));
  }

  private List<Integer> sizes() {
    return groups.stream().map(Collection::size).toList();
  }

  private static String name(int token) {
    return HexFormat.of().toHexDigits(token);
  }

  private static User user(String name) {
    return new User(name, name);
  }
}
