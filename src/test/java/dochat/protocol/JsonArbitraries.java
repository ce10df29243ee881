package dochat.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What clients may come up with. */
final class JsonArbitraries {
  private static final List<String> FIELDS = List.of("type", "address", "headers", "body", "replyAddress", "name", "topic", "room", "id",
      "text", "after", "before", "around", "limit", "typing", "seq", "emoji", "on", "Authorization", "epoch");
  private static final List<String> WORDS = List.of("send", "ping", "publish", "register", "unregister", "rec", "chat.post", "room.general",
      "room.", "chat.session", "general", "Bearer x", "Bearer ", "", " ", "0", "-1", "1e9", "9007199254740991", "9007199254740992",
      "99999999999999999999", "한글", "\u3164\u3164", "👩‍👩‍👧‍👦", "👍🏽", "\uD800", "\uDC00x", "\u0000", "a\u202Eb", "\r\n", "../../etc");

  private JsonArbitraries() {
  }

  /** Any text: of every character, of lone surrogates, short and as long as a message may be. */
  static Arbitrary<String> texts() {
    Arbitrary<String> wild = Arbitraries.strings().all().ofMaxLength(80);
    Arbitrary<String> surrogates = Arbitraries.strings().withCharRange('\uD7F0', '\uE010').ofMaxLength(20);
    Arbitrary<String> lengthy = Arbitraries.integers().between(3_990, 4_010).map("é"::repeat);
    return Arbitraries.oneOf(wild, surrogates, lengthy, Arbitraries.of(WORDS));
  }

  /** Any value of JSON. */
  static Arbitrary<Object> values() {
    return Arbitraries.oneOf(scalars(), scalars(), objects(scalars()).asGeneric(), scalars().list().ofMaxSize(3).map(JsonArray::new).asGeneric());
  }

  /** Any object, mostly with fields that the protocol knows. */
  static Arbitrary<JsonObject> objects() {
    return objects(values());
  }

  private static Arbitrary<JsonObject> objects(Arbitrary<Object> values) {
    Arbitrary<String> names = Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(FIELDS)), Tuple.of(1, texts()));
    return Arbitraries.maps(names, values).ofMaxSize(6).map(JsonObject::new);
  }

  private static Arbitrary<Object> scalars() {
    return Arbitraries.oneOf(texts().asGeneric(), Arbitraries.integers().asGeneric(), Arbitraries.longs().asGeneric(),
        Arbitraries.doubles().asGeneric(), Arbitraries.bigIntegers().asGeneric(), Arbitraries.of(true, false).asGeneric(), Arbitraries.just(null));
  }
}
