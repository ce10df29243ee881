package dochat.session;

import dochat.chat.Access;
import dochat.chat.AdministrationService;
import dochat.chat.CardService;
import dochat.chat.Changes;
import dochat.chat.ChatService;
import dochat.chat.InvitationService;
import dochat.chat.PlaceService;
import dochat.chat.RoomService;
import dochat.feed.CardWatch;
import dochat.feed.PersonalFeeds;
import dochat.loop.LoopClock;
import dochat.model.Admission;
import dochat.model.Ways;
import dochat.picture.Pictures;
import dochat.presence.Roster;
import dochat.room.OneNode;
import dochat.security.AccountDesk;
import dochat.security.Identities;
import dochat.security.Identity;
import dochat.security.Passwords;
import dochat.security.Quota;
import dochat.trace.Traces;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A real node without doors: its clients are called directly. */
final class SessionNode implements AutoCloseable {
  static final int PERSON_CONNECTIONS = 20;

  final OneNode node;
  final Identities identities;
  final AccountDesk desk;
  final AdministrationService administration;
  final InvitationService invitations;
  final Quota people = new Quota(PERSON_CONNECTIONS);
  final Services services;
  final Context loop;
  private final Sessions sessions;
  volatile Farewell farewell = new Farewell(Duration.ofSeconds(1), Duration.ZERO, false);

  SessionNode() {
    this(new OneNode());
  }

  SessionNode(OneNode node) {
    this(node, System::nanoTime);
  }

  /** @param nanos the time of its event loop */
  SessionNode(OneNode node, LongSupplier nanos) {
    this.node = node;
    identities = new Identities(node.store, true, node.signals::signedOut);
    desk = new AccountDesk(node.store.registry(), identities, new Passwords(node.vertx), Admission.ANYBODY.cap(), new Ways(true, null));
    Roster roster = new Roster(node.hub, node.signals);
    OneNode.await(node.vertx.deployVerticle(roster));
    PersonalFeeds feeds = new PersonalFeeds(node.store, node.metrics);
    OneNode.await(node.vertx.deployVerticle(feeds));
    CardWatch cardWatch = new CardWatch(node.store.cards(), identities, node.hub);
    OneNode.await(node.vertx.deployVerticle(cardWatch));
    CardService cards = new CardService(node.store.cards(), new Pictures(node.vertx));
    Access access = new Access(node.store, node.hub);
    Changes changes = new Changes(node.log, access, 1_000);
    RoomService rooms = new RoomService(node.store, changes, access, node.signals);
    administration = new AdministrationService(node.store.administration(), desk, identities, () -> { });
    invitations = new InvitationService(node.store, changes, node.signals);
    ChatService chat = new ChatService(node.store, changes, access, roster, rooms);
    PlaceService places = new PlaceService(node.store.ownPlaces(), node.store.ownPreferences(), access);
    services = new Services("node", chat, rooms, places, cards, cardWatch, access, new Verbs(chat, rooms, places, cards, administration, feeds), node.hub, feeds, roster, identities, desk, Optional.empty(), administration, invitations, people,
        node.metrics, node.trail, Traces.OFF, () -> farewell, new Crowd());
    loop = node.vertx.getOrCreateContext();
    sessions = OneNode.on(loop, () -> new Sessions(node.vertx, services, node.signals, new LoopClock(nanos)));
  }

  /** Somebody who comes by this wire, nobody yet. */
  Session open(Wire wire) {
    return OneNode.on(loop, () -> sessions.open(wire));
  }

  /** Connected, nobody yet. */
  Client connect() {
    return new Client(loop, sessions);
  }

  /** So many clients that are back at once whenever they are sent away. */
  void connectAgainAndAgain(int clients) {
    OneNode.on(loop, () -> {
      for (int i = 0; i < clients; i++) {
        comeBack();
      }
      return null;
    });
  }

  /** So many clients that do not come back; the answer fills with the times at which they were sent away. */
  List<Long> connectToSeeTheirEnd(int clients) {
    List<Long> ends = new CopyOnWriteArrayList<>();
    OneNode.on(loop, () -> {
      for (int i = 0; i < clients; i++) {
        RecordingWire wire = new RecordingWire();
        wire.closing = reason -> ends.add(System.nanoTime());
        sessions.open(wire);
      }
      return null;
    });
    return ends;
  }

  private void comeBack() {
    RecordingWire wire = new RecordingWire();
    wire.closing = reason -> loop.runOnContext(turn -> comeBack());
    sessions.open(wire);
  }

  /** A request of this person that listens; throws as {@link Sessions#read} does. */
  Reader read(Identity identity) {
    return OneNode.on(loop, () -> sessions.read(new RecordingWire(), identity, Sessions.LINGER_MILLIS));
  }

  /** As the node does when it stops. */
  Future<Void> drain() {
    return OneNode.on(loop, sessions::drain);
  }

  Identity newIdentity(String name) {
    return OneNode.await(identities.signIn(name, ""));
  }

  /** Connected and signed in. */
  Client newClient() {
    Client client = connect();
    String token = newIdentity("Ben").token();
    client.run(() -> client.session.authenticate(token));
    client.send(Client.command("chat.session", new io.vertx.core.json.JsonObject(), "whoami"));
    client.frame("whoami");
    return client;
  }

  @Override
  public void close() {
    node.close();
  }

  /** So often so much time passes, and each time the event loop does what it does about once a second. */
  void pass(AtomicLong nanos, int times, int seconds) {
    for (int i = 0; i < times; i++) {
      OneNode.on(loop, () -> {
        nanos.addAndGet(seconds * 1_000_000_000L);
        sessions.tick();
        return null;
      });
    }
  }
}
