package dochat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.chat.InvitationService.Made;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Invitation;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Asked;
import dochat.protocol.Proof;
import dochat.room.OneNode;
import dochat.security.AccountDesk.Caller;
import dochat.security.Tokens;
import dochat.store.Store;
import java.time.Duration;
import java.time.Instant;
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

  @Test
  void whoComesByALinkJoinsItsPublicRoomsByTheirLogs() {
    try (SessionNode server = new SessionNode()) {
      Store store = server.node.store;
      User maker = OneNode.await(server.desk.register("Minji", new Proof("minji", "correct horse"), new Caller("192.0.2.1", "192.0.2.1", ""), null)).identity().user();
      User ben = server.newIdentity("Ben").user();
      OneNode.await(store.createRoom("open", "Open", "", maker.id()));
      OneNode.await(store.createRoom("own", "Own", "", RoomKind.PRIVATE, maker.id(), "c"));
      Made link = OneNode.await(server.invitations.make(maker, new Asked.Link(Set.of("open", "own"), 5, Duration.ofDays(1))));
      assertEquals(List.of("open", "own"), entered(server, ben, link));
      assertEquals(List.of("open", "own"), entered(server, ben, link), "an answer may be lost");
      OneNode.await(store.append(List.of(new Change.Leave("open", ben, "out"))));
      assertEquals(List.of("open", "own"), entered(server, ben, link), "and whoever has left comes back");
      assertEquals(List.of("join", "leave", "join"), OneNode.await(store.history("open", 0, -1, 9)).events().stream().map(Event::type).toList());
      OneNode.await(store.append(List.of(new Change.Ban("open", maker, "ban", ben, true))));
      assertEquals(List.of("own"), entered(server, ben, link));
    }
  }

  /** The room in which everybody is from the start has nobody who has made it. */
  @Test
  void whoComesByTheLinkOfTheFirstOwnerOwnsGeneral() {
    try (SessionNode server = new SessionNode()) {
      Store store = server.node.store;
      User first = OneNode.await(server.desk.register("Minji", new Proof("minji", "correct horse"), new Caller("192.0.2.1", "192.0.2.1", ""), null)).identity().user();
      String secret = Tokens.newToken();
      OneNode.await(store.administration().welcome("welcome", Tokens.hash(secret), Instant.now().plusSeconds(60)));
      for (int i = 0; i < 2; i++) {
        OneNode.await(server.invitations.use(first, secret, "192.0.2.2"));
        assertEquals(Role.OWNER, OneNode.await(store.room(Room.GENERAL, first.id())).orElseThrow().role());
      }
      assertEquals(List.of("role owner"), OneNode.await(store.history(Room.GENERAL, 0, -1, 9)).events().stream().map(event -> event.type() + " " + event.text()).toList());
    }
  }

  private static List<String> entered(SessionNode server, User user, Made link) {
    return OneNode.await(server.invitations.use(user, link.secret(), "192.0.2.2")).rooms().stream().map(Invitation.Place::id).toList();
  }
}
