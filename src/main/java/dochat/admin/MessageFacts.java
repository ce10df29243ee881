package dochat.admin;

import dochat.room.LiveRoom;
import dochat.room.RoomHub;
import dochat.room.RoomTail;
import dochat.trail.Handing;
import dochat.trail.Posting;
import dochat.trail.Receipt;
import dochat.trail.Trail;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What this node knows of where a message has been; never what it says or who wrote it. Any thread. */
public final class MessageFacts {
  private static final List<String> TIMES = List.of("postedMicros", "committedMicros", "publishedMicros", "receivedMicros", "firstMicros", "lastMicros");

  private final Trail trail;
  private final RoomHub hub;

  public MessageFacts(Trail trail, RoomHub hub) {
    this.trail = trail;
    this.hub = hub;
  }

  /** What another node says in this way; throws where it is of another shape. */
  static JsonObject read(JsonObject answer) {
    Stream.of(answer.getString("name"), answer.getBoolean("live"), answer.getBoolean("reached"), answer.getLong("sinceMicros"), answer.getInteger("clients"))
        .forEach(Objects::requireNonNull);
    TIMES.forEach(answer::getLong);
    return answer;
  }

  /** Where messages of this client id are in this log that came in here. */
  JsonArray places(String id, String epoch) {
    return new JsonArray(trail.posted(id).stream().filter(posting -> posting.epoch().equals(epoch)).map(Place::of).toList());
  }

  /** Its stages here, as openapi.yaml describes them, with times by this machine's clock in microseconds since 1970. */
  JsonObject steps(String room, String epoch, long seq) {
    Optional<LiveRoom> live = hub.live(room);
    boolean isReached = live.map(LiveRoom::tail).filter(tail -> hasReached(tail, epoch, seq)).isPresent();
    // Afterwards: what is in the tail has been noted before.
    Trail.Steps steps = trail.of(room, epoch, seq);
    JsonObject facts = new JsonObject().put("live", live.isPresent()).put("reached", isReached).put("sinceMicros", steps.sinceMicros());
    if (steps.posting() != null) {
      facts.mergeIn(posting(steps.posting()));
    }
    if (!steps.receipts().isEmpty()) {
      Receipt first = steps.receipts().get(steps.receipts().size() - 1);
      facts.put("receivedMicros", first.micros()).put("source", first.source().name().toLowerCase(Locale.ROOT));
    }
    return facts.mergeIn(handed(steps.handings()));
  }

  private static boolean hasReached(RoomTail tail, String epoch, long seq) {
    return tail.epoch().equals(epoch) && tail.head() >= seq;
  }

  private static JsonObject posting(Posting posting) {
    JsonObject facts = new JsonObject().put("postedMicros", posting.postedMicros()).put("committedMicros", posting.committedMicros());
    return posting.publishedMicros() > 0 ? facts.put("publishedMicros", posting.publishedMicros()) : facts;
  }

  private static JsonObject handed(List<Handing> handings) {
    JsonObject facts = new JsonObject().put("clients", handings.stream().mapToInt(Handing::clients).sum());
    return handings.isEmpty() ? facts : facts.put("firstMicros", handings.stream().mapToLong(Handing::beganMicros).min().getAsLong())
        .put("lastMicros", handings.stream().mapToLong(Handing::endedMicros).max().getAsLong());
  }
}
