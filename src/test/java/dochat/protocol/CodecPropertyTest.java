package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Envelope.Headers;
import dochat.protocol.Envelope.Malformed;
import dochat.protocol.Envelope.Register;
import dochat.protocol.Envelope.Send;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every text is a frame or has a refusal; none is an exception. */
class CodecPropertyTest {
  private static final String VALID = new JsonObject().put("type", "send").put("address", Address.POST).put("replyAddress", "reply-1")
      .put("headers", new JsonObject().put("Authorization", "Bearer token").put("after", "12").put("epoch", "e"))
      .put("body", new JsonObject().put("room", "general").put("id", "id-1").put("text", "hello")).encode();

  @Property(tries = 2_000)
  void answersAnyText(@ForAll("texts") String text) {
    assertSound(Codec.decode(text));
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void answersAnyObject(@ForAll("objects") JsonObject frame) {
    assertSound(Codec.decode(Json.encode(frame)));
  }

  @Property(tries = 2_000)
  void answersAFrameThatWasDamaged(@ForAll @IntRange(max = 199) int at, @ForAll @IntRange(max = 40) int cut, @ForAll("texts") String put) {
    int from = Math.min(at, VALID.length());
    assertSound(Codec.decode(VALID.substring(0, from) + put + VALID.substring(Math.min(VALID.length(), from + cut))));
  }

  @Property(tries = 500)
  void givesBackWhatWasWritten(@ForAll("names") String address, @ForAll("names") String reply, @ForAll("cursors") long after) {
    JsonObject body = new JsonObject().put("room", "general");
    JsonObject frame = new JsonObject().put("type", "send").put("address", address).put("replyAddress", reply).put("body", body)
        .put("headers", new JsonObject().put("after", after).put("epoch", "e").put("state", "s").put("Authorization", "Bearer t").put("other", List.of(1)));
    assertEquals(new Send(address, new Headers("t", after, "e", "s"), body, reply), Codec.decode(frame.encode()));
  }

  @Example
  void refusesNestingThatIsTooDeep() {
    for (int depth : new int[] {100, 1_001, 60_000}) {
      assertSound(Codec.decode("[".repeat(depth)));
      assertSound(Codec.decode("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)));
      assertSound(Codec.decode(VALID.replace("\"hello\"", "[".repeat(depth) + "]".repeat(depth))));
    }
    assertProblem(ProblemCode.BAD_JSON, "[".repeat(60_000));
  }

  @Example
  void refusesWhatIsNoObject() {
    for (String text : List.of("", " ", "null", "1", "\"x\"", "[]", "[{}]", "{", "{}}", "{} {}", "{'a':1}", "{a:1}", "\u0000{}", "NaN", "\uFEFF{}")) {
      assertProblem(ProblemCode.BAD_JSON, text);
    }
  }

  @Example
  void readsNumbersOfAnySize() {
    for (String number : List.of("1e400", "-1e400", "1e-400", "1".repeat(900), "1".repeat(5_000), "1." + "1".repeat(5_000), "1e999999999", "-0")) {
      assertSound(Codec.decode("{\"type\":\"ping\",\"n\":" + number + "}"));
      assertSound(Codec.decode("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":" + number + "}}"));
    }
  }

  @Example
  void takesTheLastOfFieldsThatAreNamedTwice() {
    assertInstanceOf(Envelope.Ping.class, Codec.decode("{\"type\":\"send\",\"type\":\"ping\"}"));
  }

  @Example
  void refusesToTheAddressThatAnAnswerIsAwaitedAt() {
    assertEquals("r", malformed("{\"type\":\"send\",\"replyAddress\":\"r\"}").refusalAddress());
    assertEquals("r", malformed("{\"type\":\"send\",\"address\":\"a\",\"body\":[],\"replyAddress\":\"r\"}").refusalAddress());
    assertEquals("room.general",
        malformed("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":\"x\"}}").refusalAddress(), "what was to be registered");
    assertNull(malformed("{\"type\":\"send\",\"address\":\"a\",\"body\":[],\"replyAddress\":7}").refusalAddress());
    assertNull(malformed("{\"type\":\"register\",\"address\":7}").refusalAddress());
  }

  @Example
  void takesNamesUpTo256CharactersAndNoLongerOnes() {
    assertInstanceOf(Register.class, Codec.decode(register("a".repeat(256))));
    assertProblem(ProblemCode.BAD_FRAME, register("a".repeat(257)));
  }

  @Example
  void takesOnlyBearerTokens() {
    assertNull(((Register) Codec.decode("{\"type\":\"register\",\"address\":\"a\",\"headers\":{\"Authorization\":\"Basic x\"}}")).headers().token());
    assertProblem(ProblemCode.BAD_FRAME, "{\"type\":\"register\",\"address\":\"a\",\"headers\":{\"Authorization\":1}}");
  }

  private static String register(String address) {
    return new JsonObject().put("type", "register").put("address", address).encode();
  }

  private static void assertProblem(ProblemCode code, String text) {
    assertEquals(code, malformed(text).problem().code(), text.substring(0, Math.min(80, text.length())));
  }

  private static Malformed malformed(String text) {
    return assertInstanceOf(Malformed.class, Codec.decode(text));
  }

  /** A frame with what its users rely on, or a refusal that can be sent. */
  private static void assertSound(Envelope envelope) {
    if (envelope instanceof Malformed malformed) {
      JsonObject err = new JsonObject(Frames.err(malformed.refusalAddress(), malformed.problem()));
      assertEquals(400, err.getInteger("failureCode"));
    } else if (envelope instanceof Send send) {
      assertNotNull(send.body());
      assertTrue(send.address().length() <= 256 && send.headers().after() >= Headers.LIVE);
    } else if (envelope instanceof Register register) {
      assertTrue(register.address().length() <= 256 && register.headers().after() >= Headers.LIVE);
    } else {
      assertNotNull(envelope);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return JsonArbitraries.texts();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().all().ofMinLength(1).ofMaxLength(200);
  }

  @Provide
  Arbitrary<Long> cursors() {
    return Arbitraries.longs().between(0, 9_007_199_254_740_991L);
  }

  @Provide
  Arbitrary<JsonObject> objects() {
    return JsonArbitraries.objects();
  }
}
