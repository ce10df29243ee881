package dochat.verify;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** All clients of a run, and what they have in common. All on the loop, but for its clock. */
final class Crowd {
  /** Few, as all nodes are asked for them in a moment. */
  private static final int DELETED = 5;

  private final long begin = System.nanoTime();
  private final Desk desk;
  private final List<Door> doors;
  private final List<Way> ways;
  private final Set<String> privateRooms;
  private final Outages outages = new Outages();
  private final List<Client> clients = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, Long> connections = new TreeMap<>();
  /** The last messages of which it was acknowledged that they are deleted. */
  private final Deque<Deleted> deleted = new ArrayDeque<>();
  private boolean isWriting = true;
  private boolean mayNap = true;
  private long acknowledged;
  private long deliveries;
  private long resets;

  /** A message that is. */
  record Deleted(String room, long seq) {
  }

  /** @param privateRooms those rooms that one has to be invited to */
  Crowd(Desk desk, List<Door> doors, List<Way> ways, Set<String> privateRooms) {
    this.desk = desk;
    this.doors = doors;
    this.ways = ways;
    this.privateRooms = privateRooms;
  }

  void add(Client client) {
    clients.add(client);
    client.begin();
  }

  /** From now on and as long as they write everybody stays where they are, so that who is missing is missed. */
  void stayAwake() {
    mayNap = false;
  }

  /** From now on nothing new is written. */
  void stopWriting() {
    isWriting = false;
  }

  void end() {
    clients.forEach(Client::end);
  }

  Desk desk() {
    return desk;
  }

  List<Client> clients() {
    return clients;
  }

  Outages outages() {
    return outages;
  }

  List<Violation> violations() {
    return violations;
  }

  /** How long there is this run, in nanoseconds; for any thread. */
  long nanos() {
    return System.nanoTime() - begin;
  }

  /** How much is still to be answered. */
  int unanswered() {
    return clients.stream().mapToInt(Client::unanswered).sum();
  }

  long connected() {
    return clients.stream().filter(Client::isConnected).count();
  }

  long acknowledged() {
    return acknowledged;
  }

  long deliveries() {
    return deliveries;
  }

  long resets() {
    return resets;
  }

  /** By code. */
  Map<String, Long> refusals() {
    return refusals;
  }

  /** How often clients have connected, by way. */
  Map<String, Long> connections() {
    return connections;
  }

  boolean isWriting() {
    return isWriting;
  }

  boolean mayNap() {
    return mayNap;
  }

  /** Ids of who else is to be in a private room; nobody in others. */
  List<String> others(String room, String but) {
    return !privateRooms.contains(room) ? List.of()
        : clients.stream().filter(client -> client.rooms().contains(room) && !client.id().equals(but)).map(Client::id).toList();
  }

  List<Deleted> deleted() {
    return List.copyOf(deleted);
  }

  /** Whether nobody gives a line up that serves. */
  boolean staysPut() {
    return !mayNap && isWriting;
  }

  Way anyWay(Random random) {
    return ways.get(random.nextInt(ways.size()));
  }

  /** Another one than this, if there is one; null: any. */
  Door anyDoorBut(Door last, Random random) {
    List<Door> others = doors.stream().filter(door -> doors.size() == 1 || !door.equals(last)).toList();
    return others.get(random.nextInt(others.size()));
  }

  void after(long millis, Runnable work) {
    desk.vertx().setTimer(millis, now -> work.run());
  }

  /** @param awaitedSince when its author began to wait, in epoch milliseconds */
  void acknowledged(long awaitedSince) {
    acknowledged++;
    outages.waited(awaitedSince);
  }

  /** It was acknowledged that this message is. */
  void deleted(String room, long seq) {
    deleted.addLast(new Deleted(room, seq));
    if (deleted.size() > DELETED) {
      deleted.removeFirst();
    }
  }

  /** @param wokeAt the reader was not there before, in epoch milliseconds */
  void saw(JsonObject event, long wokeAt) {
    deliveries++;
    outages.waited(Math.max(Instant.parse(event.getString("at")).toEpochMilli(), wokeAt));
  }

  void connected(Way way) {
    connections.merge(way.option(), 1L, Long::sum);
  }

  void refused(String code) {
    refusals.merge(code, 1L, Long::sum);
  }

  void wasReset() {
    resets++;
  }

  void signedOut(String client) {
    violations.add(new Violation(Violation.Rule.SIGNED_OUT, "all rooms", client));
  }
}
