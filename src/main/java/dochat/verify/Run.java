package dochat.verify;

import dochat.verify.Breaker.Struck;
import dochat.verify.Circumstances.Span;
import dochat.verify.Site.Asked;
import dochat.verify.Violation.Rule;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One run of the checker, from the start of the nodes to the report. Blocks; led by the main thread. */
final class Run {
  private static final Duration ANSWERS = Duration.ofSeconds(60);
  private static final Duration DELIVERIES = Duration.ofSeconds(20);
  private static final int ROOMS_PER_CLIENT = 2;
  private static final int MOST_READINGS = 5;

  private final Options options;
  private final PrintStream out;
  private final List<Step> steps;
  private final List<Struck> struck = new ArrayList<>();
  private final List<String> rooms = new ArrayList<>();
  private final Random random;
  private final Set<String> privateRooms = new HashSet<>();
  private final List<Span> faults = new ArrayList<>();
  private int divided;
  private int joined;
  private Desk desk;
  private Site site;
  private Crowd crowd;
  private Host host;

  Run(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
    this.random = Schedule.random(options.seed());
    this.steps = Schedule.of(options.seed(), options.faults(), options.nodes(), options.length());
  }

  /**
   * Runs.
   *
   * @param java  the command line of a node up to its own arguments
   * @param doors where clients find the doors of a node, beside itself in tests
   * @return the promises that were broken; none, if all is well
   * @throws IOException when the run could not be finished: nothing was found out then
   */
  List<Violation> run(List<String> java, UnaryOperator<Door> doors) throws IOException {
    plan();
    try (Desk opened = Desk.open(); Site built = site(opened, java)) {
      desk = opened;
      site = built;
      crowd = new Crowd(desk, site.doors().stream().map(doors).toList(), options.ways(), privateRooms);
      try {
        return lead();
      } catch (IOException | RuntimeException e) {
        site.keep();
        throw e;
      }
    }
  }

  private Site site(Desk opened, List<String> java) throws IOException {
    return options.at() == null ? Ground.start(opened, options.nodes(), options.database(), java) : new Elsewhere(options.at());
  }

  private void plan() {
    if (options.at() != null) {
      out.println("seed " + options.seed() + " · " + options.clients() + " clients · " + options.rooms() + " rooms · at port " + options.at().http());
      return;
    }
    out.println("seed " + options.seed() + " · " + options.nodes() + " nodes · " + options.clients() + " clients · " + options.rooms() + " rooms · "
        + (options.database() == null ? "SQLite" : "PostgreSQL"));
    steps.forEach(step -> out.println("  after %.1f s: %s".formatted(step.calm().toMillis() / 1000.0, step)));
    out.println("Starting the nodes…");
  }

  private List<Violation> lead() throws IOException {
    Api first = site.asked().get(0).api();
    JsonObject me = Pause.insisting(ANSWERS, () -> first.signIn("verify"));
    host = new Host(site, crowd, me.getJsonObject("user").getString("id"), me.getString("token"));
    for (int i = 0; i < options.rooms(); i++) {
      create(first, i);
    }
    for (int i = 0; i < options.clients(); i++) {
      join();
    }
    Progress progress = new Progress(out, crowd, options.isTerminal(), options.length());
    if (site instanceof Ground ground) {
      strike(new Breaker(ground), progress);
    } else {
      watch(progress);
    }
    Settling settling = new Settling(desk, site, crowd, host, rooms.stream().filter(room -> !privateRooms.contains(room)).toList());
    progress.now("settling");
    settling.await();
    join();
    List<Violation> violations = new ArrayList<>(settling.violations());
    finish(progress, violations);
    History history = history(progress);
    progress.end();
    site.dead().forEach(node -> violations.add(new Violation(Rule.DIED, "all rooms", node)));
    violations.addAll(Checker.check(history));
    violations.addAll(onLoop(crowd::violations));
    desk.surprises().forEach(surprise -> violations.add(new Violation(Rule.UNKNOWN, "all rooms", surprise.toString())));
    report(history, settling, violations);
    return violations;
  }

  /** The last one of several is private. */
  private void create(Api api, int number) throws IOException {
    boolean isPrivate = number > 0 && number == options.rooms() - 1;
    rooms.add(api.create(host.token(), "verify " + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + " " + number, isPrivate));
    if (isPrivate) {
      privateRooms.add(rooms.get(number));
    }
  }

  /** One more client, who reads some of the rooms from their beginning on. */
  private void join() throws IOException {
    int number = joined++;
    List<String> some = new ArrayList<>(rooms);
    Collections.shuffle(some, random);
    some = List.copyOf(some.subList(0, Math.min(ROOMS_PER_CLIENT, some.size())));
    Api api = site.asked().get(number % site.asked().size()).api();
    JsonObject session = Pause.insisting(ANSWERS, () -> api.signIn("verify " + number));
    for (String room : some) {
      if (privateRooms.contains(room)) {
        host.letIn(room, session.getJsonObject("user").getString("id"), number, ANSWERS);
      }
    }
    Client client = new Client(crowd, Schedule.random(options.seed() + 1 + number), session, some);
    onLoop(() -> {
      crowd.add(client);
      return client;
    });
  }

  /** Others do what is done; they say what, a line each. */
  private void watch(Progress progress) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String now = "calm";
    long begin = crowd.nanos();
    long since = System.currentTimeMillis();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      struck.add(new Struck(now, since, System.currentTimeMillis()));
      now = line;
      since = System.currentTimeMillis();
      progress.say(now);
      progress.now(now);
    }
    struck.add(new Struck(now, since, System.currentTimeMillis()));
    faults.add(new Span(begin, crowd.nanos()));
    stayAwake();
  }

  private void strike(Breaker breaker, Progress progress) throws IOException {
    for (Step step : steps) {
      progress.now("calm");
      Pause.of(step.calm());
      if (!struck.isEmpty()) {
        join();
      }
      if (step == steps.get(steps.size() - 1)) {
        stayAwake();
      }
      progress.say(step.toString());
      progress.now(step.fault().option());
      long begin = crowd.nanos();
      struck.add(breaker.strike(step));
      faults.add(new Span(begin, crowd.nanos()));
    }
    divided = breaker.divided();
    if (steps.isEmpty()) {
      Pause.of(options.length());
      stayAwake();
    }
    progress.say("the faults are over");
  }

  private void stayAwake() {
    onLoop(() -> {
      crowd.stayAwake();
      return crowd;
    });
  }

  /** Nobody writes any more; all that is on its way is answered. */
  private void finish(Progress progress, List<Violation> violations) throws IOException {
    onLoop(() -> {
      crowd.stopWriting();
      return crowd;
    });
    progress.now("waiting for the last answers");
    if (!Pause.until(ANSWERS, () -> onLoop(crowd::unanswered) == 0)) {
      violations.add(new Violation(Rule.UNANSWERED, "all rooms", onLoop(crowd::unanswered) + " of them"));
    }
  }

  /** What was sent once and given up may still come to pass while the nodes are asked, one after the other; then they are asked again. */
  private History history(Progress progress) throws IOException {
    Map<String, Long> heads;
    Reading reading;
    int readings = 0;
    do {
      heads = Pause.insisting(ANSWERS, this::heads);
      progress.now("waiting for the last deliveries");
      awaitDeliveries(heads, Pause.insisting(ANSWERS, this::members));
      progress.now("reading the rooms");
      reading = Pause.insisting(ANSWERS, () -> Reading.of(site.asked(), rooms, host.token()));
    } while (++readings < MOST_READINGS && !heads.equals(Pause.insisting(ANSWERS, this::heads)));
    return history(reading);
  }

  private History history(Reading reading) {
    return onLoop(() -> {
      crowd.end();
      List<Write> writes = new ArrayList<>(host.writes());
      crowd.clients().forEach(client -> writes.addAll(client.writes()));
      return new History(new Circumstances(host.id(), privateRooms, faults), writes, crowd.clients().stream().flatMap(client -> client.views().stream()).toList(),
          reading.logs(), reading.states());
    });
  }

  private Map<String, Long> heads() throws IOException {
    Map<String, Long> heads = new HashMap<>();
    for (Asked one : site.asked()) {
      for (String room : rooms) {
        heads.merge(room, one.api().head(host.token(), room), Math::max);
      }
    }
    return heads;
  }

  /** Ids of the members of each private room. */
  private Map<String, Set<String>> members() throws IOException {
    Map<String, Set<String>> members = new HashMap<>();
    for (String room : privateRooms) {
      members.put(room, site.asked().get(0).api().members(host.token(), room).keySet());
    }
    return members;
  }

  /** Waits until every reader has been told of all that there is for them in the rooms, or for some time. */
  private void awaitDeliveries(Map<String, Long> heads, Map<String, Set<String>> members) throws IOException {
    Pause.until(DELIVERIES, () -> onLoop(() -> crowd.clients().stream().allMatch(client -> client.rooms().stream()
        .allMatch(room -> client.after(room) >= heads.getOrDefault(room, 0L) || !members.getOrDefault(room, Set.of(client.id())).contains(client.id())))));
  }

  private void report(History history, Settling settling, List<Violation> violations) {
    new Report(out, history, crowd, struck, divided).print(settling, violations);
    if (!violations.isEmpty()) {
      site.keep();
      out.println("What the nodes said is in " + site.records());
    }
  }

  private <T> T onLoop(Supplier<T> work) {
    return desk.ask(() -> Future.succeededFuture(work.get()));
  }
}
