package dochat.browser;

import com.microsoft.playwright.Page;
import dochat.proxy.HaProxy;
import dochat.support.ChatNode;
import dochat.support.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Five people use the chat for half an hour, in five browsers and on three nodes behind HAProxy: they talk, answer, react, edit, delete, make rooms of all kinds, add, remove
 * and promote each other, and settle what rooms are like. One node is killed in the middle, and another one takes its place. At the end everybody's page,
 * the API at each node and {@code dochat talk} must say the same of every room. Not a test, for its length: it ends with 1 where something was wrong.
 * <pre>
 * ./mvnw -q package -DskipTests && ./mvnw -q org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.classpathScope=test \
 *   -Dexec.executable=java -Dexec.args="-cp %classpath dochat.browser.TeamDay 30 1"
 * </pre>
 */
public final class TeamDay {
  private static final List<String> NAMES = List.of("Anna", "Ben", "Chloe", "김민지", "박준호");
  private static final List<Device> SEATS = List.of(Device.DESK, Device.DESK.sized(1440, 900).atNight(), Device.DESK.sized(1024, 768), Device.DESK.in("ko-KR"),
      Device.DESK.in("ko-KR").sized(1600, 900).atNight());
  /** Patience of somebody at a machine that five browsers and three nodes share. */
  private static final double PATIENCE_MILLIS = 20_000;
  /** Pictures of what went wrong, and of the end. */
  private static final Path FOLDER = Path.of("target", "team");

  private record Move(String name, int weight, Predicate<Teammate> act) {}

  private static final List<Move> MOVES = List.of(new Move("goes to another room", 30, Teammate::wanders), new Move("joins", 30, Teammate::joins),
      new Move("looks around", 6, Teammate::looksAround), new Move("leaves", 3, Teammate::leaves), new Move("says something", 60, Teammate::says), new Move("calls somebody", 10, Teammate::callsSomebody),
      new Move("replies", 20, Teammate::replies), new Move("talks in a thread", 10, Teammate::talksInAThread), new Move("reacts", 25, Teammate::reacts),
      new Move("edits", 10, Teammate::edits), new Move("reacts with anything", 8, Teammate::reactsWithAnything), new Move("says an emoji", 6, Teammate::saysAnEmoji),
      new Move("follows a link", 6, Teammate::followsALink), new Move("reads what was edited", 4, Teammate::readsWhatWasEdited), new Move("deletes", 6, Teammate::deletes), new Move("pins or unpins", 4, Teammate::pins),
      new Move("makes a room", 3, Teammate::makesARoom), new Move("writes to somebody", 4, Teammate::writesToSomebody), new Move("adds somebody", 10, Teammate::addsSomebody),
      new Move("gives a role", 4, Teammate::givesARole), new Move("removes somebody", 3, Teammate::removesSomebody), new Move("settles a room", 3, Teammate::settles),
      new Move("mutes a room or likes it", 4, Teammate::keepsForThemselves), new Move("shows a status", 2, Teammate::showsAStatus), new Move("leaves a draft", 4, Teammate::leavesADraft),
      new Move("archives or opens a room", 2, Teammate::archives), new Move("loads the page again", 3, Teammate::comesBack),
      new Move("looks away for a moment", 3, Teammate::looksAwayForAMoment), new Move("goes another way", 3, Teammate::goesAnotherWay));

  private final Random random;
  private final Map<String, Integer> done = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  private TeamDay(long seed) {
    random = new Random(seed);
  }

  /** Takes the minutes and the seed of chance. */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[1]);
    List<String> wrong = new TeamDay(seed).lasts(Duration.ofMinutes(Long.parseLong(arguments[0])));
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  private List<String> lasts(Duration duration) {
    Path data = Folders.temporary();
    List<ChatNode> nodes = new ArrayList<>(ChatNode.cluster(3, data));
    try (HaProxy proxy = HaProxy.watchful(nodes); Chromium chromium = Chromium.start()) {
      People people = new People(chromium);
      List<Teammate> team = new ArrayList<>();
      for (int i = 0; i < NAMES.size(); i++) {
        team.add(new Teammate(arrives(people, proxy, i), NAMES, random));
      }
      Instant end = Instant.now().plus(duration);
      Instant middle = Instant.now().plus(duration.dividedBy(2));
      Instant later = middle.plus(duration.dividedBy(10));
      boolean isKilled = false;
      boolean isBack = false;
      while (Instant.now().isBefore(end)) {
        if (!isKilled && Instant.now().isAfter(middle)) {
          isKilled = true;
          nodes.get(1).kill();
          say("a node was killed");
        }
        if (!isBack && Instant.now().isAfter(later)) {
          isBack = true;
          nodes.set(1, ChatNode.start(data, "--port", Integer.toString(nodes.get(1).port())));
          say("another one has taken its place");
        }
        someoneDoesSomething(team);
      }
      if (!isBack) {
        nodes.set(1, ChatNode.start(data, "--port", Integer.toString(nodes.get(1).port())));
      }
      say("done: " + done);
      Agreement agreement = new Agreement(team.stream().map(Teammate::person).toList(), nodes);
      wrong.addAll(agreement.differences());
      say("compared: " + agreement.extent());
      team.forEach(each -> picture(each.person(), "end"));
      nodes.forEach(node -> node.faults().forEach(fault -> wrong.add("a node's log: " + fault)));
    } finally {
      nodes.forEach(ChatNode::close);
      Folders.delete(data);
    }
    wrong.forEach(each -> say("WRONG " + each));
    say(wrong.size() + " wrong");
    return wrong;
  }

  private static Person arrives(People people, HaProxy proxy, int index) {
    Person person = people.visitor(NAMES.get(index), proxy.url(), SEATS.get(index));
    person.page().context().setDefaultTimeout(PATIENCE_MILLIS);
    person.troubles().allowBrokenLines();
    person.signIn();
    return person;
  }

  private void someoneDoesSomething(List<Teammate> team) {
    Teammate one = team.get(random.nextInt(team.size()));
    Move move = any();
    try {
      if (move.act().test(one)) {
        done.merge(move.name(), 1, Integer::sum);
      }
    } catch (RuntimeException | AssertionError e) {
      String what = one.person().name() + " " + move.name();
      wrong.add(what + ": " + e.getMessage().lines().limit(12).toList());
      say("WRONG " + what + ", see wrong-" + wrong.size() + ".png: " + e.getMessage());
      picture(one.person(), "wrong-" + wrong.size());
      one.person().page().reload();
    }
  }

  private Move any() {
    int at = random.nextInt(MOVES.stream().mapToInt(Move::weight).sum());
    for (Move move : MOVES) {
      at -= move.weight();
      if (at < 0) {
        return move;
      }
    }
    throw new IllegalStateException();
  }

  private static void picture(Person person, String scene) {
    person.page().screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(scene + "-" + person.name() + ".png")));
  }

  private static void say(String what) {
    Stream.of(what.split("\n")).limit(12).forEach(line -> System.out.println(Instant.now().toString().substring(11, 19) + " " + line));
  }
}
