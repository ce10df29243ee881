package dochat.store;

import dochat.model.Glance;
import dochat.model.Placed;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the {@link Store} that knows what concerns each person, under the store's own rules: any thread may call, futures come back on the caller's
 * context and fail as the store's do.
 */
public final class Feeds {
  private final Engine engine;
  private final Registry.Queries queries;
  private final Registry.Queries together;

  Feeds(Engine engine, Registry.Queries queries, Registry.Queries together) {
    this.engine = engine;
    this.queries = queries;
    this.together = together;
  }

  /**
   * What is not as it is known, and what the chat is called, all at one moment: three queries, however many are asked for.
   *
   * @param heads  of rooms, by their ids
   * @param people how often the places of people have changed, by their ids
   */
  public Future<Moved> moved(Map<String, Long> heads, Map<String, Long> people) {
    var knownHeads = Map.copyOf(heads);
    var knownPeople = Map.copyOf(people);
    return together.read(handle -> new Moved(Places.heads(handle, engine, knownHeads), Places.people(handle, engine, knownPeople), Entrances.read(handle).name()));
  }

  /** Where these people are; one query. */
  public Future<List<Placed>> places(Collection<String> people) {
    var asked = List.copyOf(people);
    return queries.read(handle -> Places.of(handle, engine, asked));
  }

  /**
   * What people see of rooms; what they are no members of is missing.
   *
   * @param pairs of the id of a room and that of a person
   */
  public Future<List<Glance>> glances(Collection<List<String>> pairs) {
    var asked = List.copyOf(pairs);
    return together.read(handle -> Places.glances(handle, engine, asked));
  }

  /**
   * What has changed.
   *
   * @param heads  of the rooms that have others by now, by their ids
   * @param people those whose places have changed
   * @param chat   what the chat is called
   */
  public record Moved(Map<String, Long> heads, Set<String> people, String chat) {}
}
