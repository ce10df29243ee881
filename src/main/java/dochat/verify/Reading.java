package dochat.verify;

import dochat.verify.Site.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What each node tells of each room in the end: from its log, and as it is now. */
record Reading(List<Log> logs, List<State> states) {
  /** Asks all of them. Blocks; not for the loop. */
  static Reading of(List<Asked> nodes, List<String> rooms, String token) throws IOException {
    Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
    for (Asked node : nodes) {
      for (String room : rooms) {
        reading.logs.add(new Log(node.name(), room, node.api().log(token, room)));
        reading.states.add(new State(node.name(), room, node.api().messages(token, room), node.api().members(token, room)));
      }
    }
    return reading;
  }
}
