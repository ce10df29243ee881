package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Any object is a command or has a refusal, and what is accepted keeps the limits. */
class CommandPropertyTest {
  private static final List<Function<JsonObject, Command>> COMMANDS = Stream.of(Command.class.getPermittedSubclasses()).map(CommandPropertyTest::reader).toList();

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void everyObjectIsACommandOrAProblem(@ForAll("bodies") JsonObject body) {
    JsonObject asReceived = Codec.object(body.encode());
    for (Function<JsonObject, Command> from : COMMANDS) {
      Command command = orNull(from, asReceived);
      Statistics.collect(command == null ? "refused" : "accepted");
      if (command != null) {
        assertWithinLimits(command);
      }
    }
    Statistics.coverage(seen -> seen.check("accepted").percentage(share -> share > 5));
  }

  @Property(tries = 1_000)
  void aPageIsAskedForInNumbersOrInDigits(@ForAll("numbers") Object after, @ForAll("numbers") Object limit) {
    JsonObject body = new JsonObject().put("room", "general").put("after", after).put("limit", limit);
    Command asNumbers = orNull(Command.Events::from, body);
    Command asDigits = orNull(Command.Events::from, new JsonObject().put("room", "general").put("after", "" + after).put("limit", "" + limit));
    assertEquals(asNumbers, asDigits, "a query has strings, a body numbers");
    boolean isInRange = (long) after >= 0 && (long) after <= 9_007_199_254_740_991L && (long) limit >= 1 && (long) limit <= Limits.EVENTS_PER_PAGE;
    assertEquals(isInRange, asNumbers != null);
    assertEquals(isInRange, orNull(Command.Messages::from, body) != null);
    body.put("around", after);
    assertNull(orNull(Command.Messages::from, body), "a place stands alone");
    body.remove("after");
    assertEquals(isInRange, orNull(Command.Messages::from, body) != null);
  }

  /** "Whole numbers may come as their digits in a string." */
  @Example
  void everyWholeNumberMayComeAsItsDigits() {
    assertSameInDigits(Command.Update::from, "{'room':'general','id':'i','slow':60}", "slow");
    assertSameInDigits(Command.Prefer::from, "{'undoSeconds':5}", "undoSeconds");
    assertSameInDigits(Command.Prefer::from, "{'skinTone':2}", "skinTone");
    assertSameInDigits(Command.Place::from, "{'room':'general','read':7}", "read");
    assertSameInDigits(Asked.Link::from, "{'uses':5,'hours':24}", "uses");
    assertSameInDigits(Asked.Link::from, "{'uses':5,'hours':24}", "hours");
    assertSameInDigits(Probing::from, "{'room':'general','every':10}", "every");
    assertSameInDigits(Following.Rooms::from, "{'after':{},'rooms':1000}", "rooms");
    assertSameInDigits(Following.Rooms::from, "{'after':{},'wait':3}", "wait");
    assertSameInDigits(Following.Rooms::from, "{'after':{},'every':4}", "every");
  }

  private static void assertSameInDigits(Function<JsonObject, ?> from, String text, String field) {
    JsonObject body = new JsonObject(text.replace('\'', '"'));
    Object read = from.apply(body);
    assertEquals(read, from.apply(body.copy().put(field, "" + body.getInteger(field))), field);
    for (Object wrong : List.of("", "1.0", "-1", "+1", "0x1", " 1", "1e1", "٣", "9".repeat(17))) {
      assertThrows(Problem.class, () -> from.apply(body.copy().put(field, wrong)), field + ": " + wrong);
    }
  }

  /** What reads commands of this type, where it matters for somebody who is called Ann. */
  private static Function<JsonObject, Command> reader(Class<?> type) {
    Method from = Stream.of(type.getMethods()).filter(method -> method.getName().equals("from")).findFirst().orElseThrow();
    return body -> {
      try {
        return (Command) (from.getParameterCount() == 1 ? from.invoke(null, body) : from.invoke(null, body, "u-ann"));
      } catch (InvocationTargetException e) {
        throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static Command orNull(Function<JsonObject, Command> from, JsonObject body) {
    try {
      return assertCommand(from.apply(body));
    } catch (Problem problem) {
      assertTrue(problem.code().status() >= 400 && problem.code().status() < 500 && problem.getMessage().length() < 120, problem.getMessage());
      return null;
    }
  }

  private static Command assertCommand(Command command) {
    assertNotNull(command);
    return command;
  }

  private static void assertWithinLimits(Command command) {
    if (command instanceof Command.SignIn signIn && signIn.name() != null) {
      assertLine(signIn.name(), 1, Limits.NAME_CHARS);
    } else if (command instanceof Command.Create create) {
      assertLine(create.name(), 1, Limits.ROOM_NAME_CHARS);
      assertLine(create.topic(), 0, Limits.TOPIC_CHARS);
    } else if (command instanceof Command.Post post) {
      assertMessage(post.text());
      assertClientId(post.id());
      assertEquals(post, new Command.Post(post.room(), post.id(), post.reply(), post.text(), post.mentions()), "clean text stays as it is");
    } else if (command instanceof Command.Edit edit) {
      assertMessage(edit.text());
      assertClientId(edit.id());
      assertTrue(edit.seq() >= 0);
    } else if (command instanceof Command.Delete delete) {
      assertClientId(delete.id());
      assertTrue(delete.seq() >= 0);
    } else if (command instanceof Command.React react) {
      assertClientId(react.id());
      assertTrue(react.seq() >= 0);
      assertEquals(react.emoji(), Texts.emoji(react.emoji()));
    } else if (command instanceof Command.Messages messages) {
      assertBetween(1, messages.limit(), Limits.EVENTS_PER_PAGE);
      assertTrue(messages.around() == Command.Events.ABSENT || messages.after() == Command.Events.ABSENT && messages.before() == Command.Events.ABSENT && messages.thread() == 0);
    } else if (command instanceof Command.Events events) {
      assertBetween(1, events.limit(), Limits.EVENTS_PER_PAGE);
      assertTrue(events.after() >= Command.Events.ABSENT && events.before() >= Command.Events.ABSENT);
    } else if (command instanceof Command.Update update) {
      assertClientId(update.id());
      assertBetween(0, points(update.text()), Math.max(Limits.TOPIC_CHARS, Limits.ROOM_NAME_CHARS));
    } else if (command instanceof Command.Direct direct) {
      assertBetween(1, direct.users().size(), Limits.DIRECT_PEOPLE - 1);
      assertFalse(direct.users().contains("u-ann"));
    } else if (command instanceof Command.Assign assign) {
      assertClientId(assign.id());
      assertNotNull(assign.role());
    } else if (command instanceof Command.Draft draft && draft.text() != null) {
      assertBetween(0, points(draft.text()), Limits.TEXT_CHARS);
    } else if (command instanceof Command.Cards cards) {
      assertBetween(0, cards.users().size(), Limits.CARDS);
    } else if (command instanceof Command.Read read) {
      assertTrue(read.seq() >= 0);
    }
  }

  private static void assertMessage(String text) {
    assertBetween(1, points(text), Limits.TEXT_CHARS);
    assertTrue(text.codePoints().noneMatch(point -> point < ' ' && point != '\n' && point != '\t' || isSurrogate(point)));
  }

  private static void assertClientId(String id) {
    assertTrue(id.matches("[A-Za-z0-9_.:-]{1," + Limits.CLIENT_ID_CHARS + "}"));
  }

  private static void assertLine(String line, int least, int most) {
    assertBetween(least, points(line), most);
    assertTrue(Normalizer.isNormalized(line, Normalizer.Form.NFC) && line.equals(line.strip()));
    assertFalse(line.codePoints().anyMatch(point -> point < ' ' || isSurrogate(point) || point == 0x202E));
    assertEquals(line, Texts.line(line, least, most, ProblemCode.BAD_NAME), "a clean line stays as it is");
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static void assertBetween(int least, int value, int most) {
    assertTrue(least <= value && value <= most, value + " is not between " + least + " and " + most);
  }

  /** Bodies whose fields have the right type often enough that every command is reached. */
  @Provide
  Arbitrary<JsonObject> bodies() {
    Arbitrary<Object> any = JsonArbitraries.values();
    Arbitrary<Object> rooms = Arbitraries.oneOf(Arbitraries.of("general", "r-abc", "-x", "A", "a".repeat(65)).asGeneric(), any);
    Arbitrary<Object> ids = Arbitraries.oneOf(Arbitraries.of("id-1", "a:b.c_d", "", "a b", "x".repeat(65)).asGeneric(), any);
    Arbitrary<Object> texts = Arbitraries.oneOf(JsonArbitraries.texts().asGeneric(), any);
    Arbitrary<Object> numbers = Arbitraries.oneOf(numbers().asGeneric(), any);
    Arbitrary<Object> flags = Arbitraries.oneOf(Arbitraries.of(true, false).asGeneric(), any);
    Arbitrary<Object> emojis = Arbitraries.oneOf(Arbitraries.of("👍", "❤️", "🇰🇷", "a", "👍👍").asGeneric(), any);
    Arbitrary<JsonObject> likely = Combinators.combine(rooms, ids, texts, emojis, numbers, numbers, numbers, flags)
        .as((room, id, text, emoji, after, limit, seq, flag) -> {
          JsonObject body = new JsonObject().put("room", room).put("id", id).put("text", text).put("name", text).put("topic", text);
          return body.put("emoji", emoji).put("on", flag).put("after", after).put("limit", limit).put("seq", seq).put("typing", flag);
        });
    return Arbitraries.oneOf(Combinators.combine(likely, people(any, flags), Arbitraries.of(Set.of(), Set.of("name"), Set.of("topic"), Set.of("name", "topic"))).as((body, people, without) -> {
      without.forEach(field -> body.remove((String) field));
      return body.mergeIn(people);
    }), JsonArbitraries.objects());
  }

  /** What is said of people, and of what one keeps of a room. */
  private static Arbitrary<JsonObject> people(Arbitrary<Object> any, Arbitrary<Object> flags) {
    Arbitrary<String> ids = Arbitraries.oneOf(Arbitraries.integers().between(1, 300).map(i -> "u-" + i), Arbitraries.of("u-ann", "", "a b"));
    Arbitrary<Object> users = Arbitraries.oneOf(ids.list().ofMaxSize(12).map(list -> (Object) new JsonArray(list)), any);
    Arbitrary<Object> roles = Arbitraries.oneOf(Arbitraries.of("owner", "moderator", "member", "reader", "king").asGeneric(), any);
    return Combinators.combine(ids, users, roles, flags).as((user, some, role, flag) -> new JsonObject().put("user", user).put("users", some).put("role", role).put("muted", flag)
        .put("search", user).put("q", user).put("joined", flag));
  }

  @Provide
  Arbitrary<Object> numbers() {
    return Arbitraries.oneOf(Arbitraries.longs().between(-2, 600), Arbitraries.longs().between(-(1L << 54), 1L << 54)).asGeneric();
  }
}
