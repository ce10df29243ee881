package dochat.verify;

import dochat.model.Role;
import dochat.verify.Site.Asked;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has made the rooms, and lets people into those that are private. What it writes is recorded as what clients write is. Blocks; for one thread, but not for the loop. */
final class Host {
  private static final List<Role> ROLES = List.of(Role.OWNER, Role.MEMBER, Role.MODERATOR, Role.READER);

  private final Site site;
  private final Crowd crowd;
  private final String id;
  private final String token;
  private final List<Write> writes = new ArrayList<>();
  /** When each was sent for the first time, by its client id: a node may have saved it and not said so. */
  private final Map<String, Long> begun = new HashMap<>();

  Host(Site site, Crowd crowd, String id, String token) {
    this.site = site;
    this.crowd = crowd;
    this.id = id;
    this.token = token;
  }

  String id() {
    return id;
  }

  String token() {
    return token;
  }

  /** What was acknowledged. */
  List<Write> writes() {
    return writes;
  }

  /**
   * Makes somebody a member of a private room, with one role after the other. Fails when no node has answered for so long.
   *
   * @param number of the one
   */
  void letIn(String room, String user, int number, Duration patience) throws IOException {
    Role role = ROLES.get(number % ROLES.size());
    Pause.insisting(patience, () -> does(room, "invite-" + user, Act.invite(user)));
    if (role != Role.MEMBER) {
      Pause.insisting(patience, () -> does(room, "role-" + user, Act.assign(user, role)));
    }
  }

  /** The number of the event. Any node will do, and the same client id again is written once. Fails when none has answered. */
  long does(String room, String clientId, Act act) throws IOException {
    long sent = begun.computeIfAbsent(clientId, first -> crowd.nanos());
    IOException failure = new IOException("no node runs");
    for (Asked one : site.asked()) {
      try {
        long seq = one.api().send(token, room, clientId, act);
        writes.add(new Write(id, room, clientId, act, new Fate(sent, crowd.nanos(), Set.of(seq), false, 1)));
        return seq;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
