package dochat.verify;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The nodes of a run, the store that they share, the forwarders between them, and their folder. Its methods block; not for the loop. */
final class Ground implements Site {
  private static final Pattern PLACE = Pattern.compile("^(postgres(?:ql)?://(?:[^@/]*@)?)([^@/:]+|\\[[^]]+])(?::([0-9]+))?(/.*)$");
  private static final int POSTGRES_PORT = 5432;

  private final Desk desk;
  private final Path folder;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final List<Forwarder> members = new ArrayList<>();
  private final List<Forwarder> buses = new ArrayList<>();
  private final Thread end = new Thread(this::endInterrupted, "verify-end");
  private Forwarder database;
  private boolean isKept;

  private Ground(Desk desk, Path folder) {
    this.desk = desk;
    this.folder = folder;
  }

  /**
   * Makes all, and starts the nodes one after the other.
   *
   * @param url  of a PostgreSQL database, null for SQLite
   * @param java the command line of a node up to its own arguments
   */
  static Ground start(Desk desk, int size, String url, List<String> java) throws IOException {
    Ground ground = new Ground(desk, Files.createTempDirectory("dochat-verify"));
    Runtime.getRuntime().addShutdownHook(ground.end);
    try {
      ground.build(size, url, java);
      return ground;
    } catch (IOException | RuntimeException e) {
      ground.keep();
      ground.close();
      throw e;
    }
  }

  @Override
  public List<Door> doors() {
    return nodes.stream().map(node -> node.place().door()).toList();
  }

  /** Those that run. */
  @Override
  public List<Asked> asked() {
    return nodes.stream().filter(NodeProcess::isAlive).map(node -> new Asked(node.toString(), node.api())).toList();
  }

  @Override
  public boolean isWhole() {
    try {
      for (NodeProcess node : nodes) {
        if (node.api().clusterSize() != nodes.size()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public List<Long> processes() {
    return nodes.stream().map(NodeProcess::pid).toList();
  }

  @Override
  public List<String> dead() {
    return nodes.stream().flatMap(node -> node.deaths().stream()).toList();
  }

  List<NodeProcess> nodes() {
    return nodes;
  }

  /** Cuts what nodes tell each other of the cluster's members, where this node is one of the two. */
  void cutMember(int node, boolean stalls) {
    Place lone = nodes.get(node).place();
    onLoop(() -> {
      for (int i = 0; i < members.size(); i++) {
        IntPredicate whose = i == node ? source -> true : lone::isSource;
        members.get(i).cut(whose, stalls);
      }
    });
  }

  /** Cuts the event bus between all nodes. */
  void cutBus(boolean stalls) {
    onLoop(() -> buses.forEach(bus -> bus.cut(source -> true, stalls)));
  }

  /** Cuts PostgreSQL off. */
  void cutDatabase(boolean stalls) {
    onLoop(() -> database.cut(source -> true, stalls));
  }

  void heal() {
    onLoop(() -> {
      members.forEach(Forwarder::heal);
      buses.forEach(Forwarder::heal);
      if (database != null) {
        database.heal();
      }
    });
  }

  /** Null where the store is a server. */
  Path databaseFile() {
    return database == null ? folder.resolve("dochat.db") : null;
  }

  @Override
  public void keep() {
    isKept = true;
  }

  @Override
  public String records() {
    return folder.toString();
  }

  @Override
  public void close() {
    endNodes();
    Runtime.getRuntime().removeShutdownHook(end);
    if (!isKept) {
      delete();
    }
  }

  private void build(int size, String url, List<String> java) throws IOException {
    Ports ports = new Ports();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      places.add(Place.take(ports));
    }
    String forwarded = url == null ? null : forward(url, ports.take(1));
    for (Place place : places) {
      members.add(desk.ask(() -> Forwarder.listen(desk, place.hazelcast().forwarder(), Desk.HOST, place.hazelcast().own())));
      buses.add(desk.ask(() -> Forwarder.listen(desk, place.bus().forwarder(), Desk.HOST, place.bus().own())));
      nodes.add(new NodeProcess(nodes.size() + 1, place, java, folder, place.configuration(folder, places), forwarded));
    }
    for (NodeProcess node : nodes) {
      node.launch();
      node.awaitServing();
    }
  }

  /** The same database through a forwarder. */
  private String forward(String url, int port) {
    Matcher place = PLACE.matcher(url);
    if (!place.matches()) {
      throw new IllegalArgumentException("--database");
    }
    int target = place.group(3) == null ? POSTGRES_PORT : Integer.parseInt(place.group(3));
    String host = place.group(2).replaceAll("[\\[\\]]", "");
    database = desk.ask(() -> Forwarder.listen(desk, port, host, target));
    return place.group(1) + Desk.HOST + ":" + port + place.group(4);
  }

  private void onLoop(Runnable work) {
    desk.ask(() -> {
      work.run();
      return Future.succeededFuture();
    });
  }

  /** Ctrl-C. */
  private void endInterrupted() {
    endNodes();
    delete();
  }

  private void endNodes() {
    nodes.forEach(NodeProcess::end);
  }

  private void delete() {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // the system cleans its temporary folder
    }
  }
}
