package dochat.verify;

import dochat.model.Event;
import dochat.model.Role;
import java.util.List;

/** Who may do what in a room, by the words of docs/protocol.md, and not by what nodes do. Pure. */
final class Rights {
  private static final List<String> ROLES = List.of(Role.READER.word(), Role.MEMBER.word(), Role.MODERATOR.word(), Role.OWNER.word());
  private static final String READER = ROLES.get(0);
  private static final String MEMBER = ROLES.get(1);
  private static final String MODERATOR = ROLES.get(2);
  private static final String OWNER = ROLES.get(3);

  private Rights() {
  }

  /**
   * Whether this may be done.
   *
   * @param isPrivate whether the room is; else it is public
   * @param role      of who does it, empty for nobody's
   * @param isOwn     whether it is done to a message of one's own, if to any
   * @param whose     role of whom it is done to, if to anybody; empty for nobody's
   */
  static boolean allow(boolean isPrivate, String role, Act act, boolean isOwn, String whose) {
    return switch (act.type()) {
      case Event.MESSAGE, Event.REACT -> !isPrivate || isAtLeast(role, MEMBER);
      case Event.EDIT -> isOwn && (!isPrivate || isAtLeast(role, MEMBER));
      case Event.UNREACT -> !isPrivate || isAtLeast(role, READER);
      case Event.DELETE -> isOwn && (!isPrivate || isAtLeast(role, READER)) || isAtLeast(role, MODERATOR);
      case Event.PIN, Event.UNPIN -> isAtLeast(role, isPrivate ? MEMBER : MODERATOR);
      case Event.JOIN -> !isPrivate;
      case Event.LEAVE -> true;
      case Event.INVITE -> isPrivate && isAtLeast(role, MEMBER);
      case Event.REMOVE -> isPrivate && governs(role, whose);
      case Event.ROLE -> governs(role, whose) && governs(role, act.text());
      default -> false;
    };
  }

  private static boolean governs(String role, String other) {
    return role.equals(OWNER) || role.equals(MODERATOR) && !isAtLeast(other, MODERATOR);
  }

  private static boolean isAtLeast(String role, String least) {
    return ROLES.indexOf(role) >= ROLES.indexOf(least);
  }
}
