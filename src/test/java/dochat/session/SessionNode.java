package dochat.session;

import dochat.chat.ChatService;
import dochat.presence.Roster;
import dochat.room.OneNode;
import dochat.security.Identities;
import dochat.security.Identity;
import io.vertx.core.Context;

/** A real node without doors: its clients are called directly. */
final class SessionNode implements AutoCloseable {
  final OneNode node;
  final Identities identities;
  final Services services;
  final Context loop;
  private final Sessions sessions;

  SessionNode() {
    this(new OneNode());
  }

  SessionNode(OneNode node) {
    this.node = node;
    identities = new Identities(node.store, node.signals::signedOut);
    Roster roster = new Roster(node.hub, node.signals);
    OneNode.await(node.vertx.deployVerticle(roster));
    ChatService chat = new ChatService(node.store, node.log, roster, node.signals, 1_000);
    services = new Services("node", chat, new Verbs(chat), node.hub, roster, identities, node.metrics);
    loop = node.vertx.getOrCreateContext();
    sessions = OneNode.on(loop, () -> new Sessions(node.vertx, services, node.signals));
  }

  /** Connected, nobody yet. */
  Client connect() {
    return new Client(loop, sessions);
  }

  Identity newIdentity(String name) {
    return OneNode.await(identities.signIn(name));
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
}
