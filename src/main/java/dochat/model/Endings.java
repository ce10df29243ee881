package dochat.model;

import java.util.List;

/**
 * The sessions that have ended after a certain one.
 *
 * @param head the number up to which these are all
 * @param ids  theirs, in the order in which they ended
 */
public record Endings(long head, List<String> ids) {
  public Endings {
    ids = List.copyOf(ids);
  }
}
