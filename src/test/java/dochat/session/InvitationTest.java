package dochat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.chat.InvitationService.Made;
import dochat.model.Change;
import dochat.model.Invitation;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Asked;
import dochat.protocol.Proof;
import dochat.room.OneNode;
import dochat.security.AccountDesk.Caller;
import dochat.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a link leads to when it is used again. */
class InvitationTest {
  @Test
  void whoWasRemovedIsNotToldThatTheyAreIn() {
    try (SessionNode server = new SessionNode()) {
      Store store = server.node.store;
      User maker = OneNode.await(server.desk.register("Minji", new Proof("minji", "correct horse"), new Caller("192.0.2.1", "192.0.2.1", ""), null)).identity().user();
      User ben = server.newIdentity("Ben").user();
      String room = OneNode.await(store.createRoom("r-plan", "Plan", "", RoomKind.PRIVATE, maker.id(), "c")).orElseThrow().id();
      Made link = OneNode.await(server.invitations.make(maker, new Asked.Link(Set.of(room), 5, Duration.ofDays(1))));
      assertEquals(List.of(room), entered(server, ben, link));
      assertEquals(List.of(room), entered(server, ben, link), "an answer may be lost");
      OneNode.await(store.append(List.of(new Change.Remove(room, maker, "away", ben))));
      assertEquals(List.of(), entered(server, ben, link));
    }
  }

  private static List<String> entered(SessionNode server, User user, Made link) {
    return OneNode.await(server.invitations.use(user, link.secret(), "192.0.2.2")).rooms().stream().map(Invitation.Place::id).toList();
  }
}
