package dochat.model;

import java.util.List;

/**
 * Whose cards have changed.
 *
 * @param head    number of the newest change of any card
 * @param changes of those asked for the newest of each person, in their order
 */
public record CardNews(long head, List<Changed> changes) {
  /** The newest change of one card. */
  public record Changed(long number, String user) {}

  public CardNews {
    changes = List.copyOf(changes);
  }
}
