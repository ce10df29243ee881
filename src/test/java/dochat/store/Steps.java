package dochat.store;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Room;
import dochat.model.User;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Short words for what the tests of the store do. */
final class Steps {
  static final User ANNA = new User("u-anna", "Anna");
  static final User BEN = new User("u-ben", "Ben");

  private Steps() {}

  static Change draft(String room, User author, String id, String text) {
    return new Change.Post(room, author, id, text);
  }

  static Change draft(User author, String id) {
    return draft(Room.GENERAL, author, id, "text of " + id);
  }

  static Appended append(Store store, Change draft) {
    return await(store.append(List.of(draft))).get(0);
  }

  /** Asks to be a member of a room that everybody may join. */
  static Outcome join(Store store, String room, User user) {
    return append(store, new Change.Join(room, user, UUID.randomUUID().toString())).outcome();
  }

  static Outcome leave(Store store, String room, User user) {
    return append(store, new Change.Leave(room, user, UUID.randomUUID().toString())).outcome();
  }

  /** Signs somebody in, who is a member of general from then on, without an event. */
  static void enter(Store store, User user) {
    await(store.signIn(user, user.id().getBytes(StandardCharsets.UTF_8), ""));
  }

  /** Appends the messages 1 to count to general. */
  static void fill(Store store, int count) {
    var drafts = new ArrayList<Change>();
    for (var i = 1; i <= count; i++) {
      drafts.add(draft(ANNA, "fill-" + i));
    }
    await(store.append(drafts));
  }

  /** The whole log of a room, page by page. */
  static List<Event> log(Store store, String room) {
    var events = new ArrayList<Event>();
    var page = await(store.history(room, 0, -1, 500)).events();
    while (!page.isEmpty()) {
      events.addAll(page);
      page = await(store.history(room, page.get(page.size() - 1).seq(), -1, 500)).events();
    }
    return events;
  }

  static List<Long> numbers(List<Event> events) {
    return events.stream().map(Event::seq).toList();
  }

  static List<Outcome> outcomes(List<Appended> results) {
    return results.stream().map(Appended::outcome).toList();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** A test for each line, its numbers and words between commas and colons: what only reads needs no database of its own. */
  static Stream<DynamicTest> cases(List<String> lines, Consumer<String[]> check) {
    return lines.stream().map(line -> DynamicTest.dynamicTest(line, () -> check.accept(line.split("[,:] ", -1))));
  }

  static long number(String[] words, int index) {
    return Long.parseLong(words[index]);
  }

  /** As a log has it. */
  static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
