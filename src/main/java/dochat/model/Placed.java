package dochat.model;

import java.util.List;
import java.util.Map;

/**
 * A person's places, what they have chosen for themself, and what the chat is called, all of one moment.
 *
 * @param user        id of the person
 * @param changes     how often they have changed
 * @param places      one for each room that they have joined, without those of the lab
 * @param heads       the newest numbers of these rooms, by their ids
 * @param preferences what they have chosen for themself, wherever they are
 * @param chat        what the chat is called
 */
public record Placed(String user, long changes, List<Place> places, Map<String, Long> heads, Preferences preferences, String chat) {
  public Placed {
    places = List.copyOf(places);
    heads = Map.copyOf(heads);
  }
}
