package dochat.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dochat.proxy.HaProxy;
import dochat.support.ChatNode;
import dochat.support.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Five people use the chat for half an hour, in five browsers (processes of their own) and on three nodes behind HAProxy: one of them on a phone: they talk, answer, react, edit, delete, make rooms of all kinds,
 * add, remove and promote each other, settle what rooms are like, keep who they are, sign in elsewhere, let others in and out, and lose their line. One node is killed in the middle, and another one takes its place. At the
 * end everybody's page, the API at each node and {@code dochat talk} must say the same of every room ({@link Agreement}). Not a test, for its length: it ends with 1 where something was wrong.
 * <pre>
 * ./mvnw -q package -DskipTests && ./mvnw -q org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.classpathScope=test \
 *   -Dexec.executable=java -Dexec.args="-cp %classpath dochat.browser.TeamDay 30 1"
 * </pre>
 */
public final class TeamDay {
  private static final List<String> NAMES = List.of("Anna", "Ben", "Chloe", "김민지", "박준호");
  private static final List<Device> SEATS = List.of(Device.DESK, Device.DESK.sized(1440, 900).atNight(), Device.DESK.sized(1024, 768), Device.DESK.in("ko-KR"),
      Device.PHONE.in("ko-KR").atNight());
  /** Patience of somebody at a machine that five browsers and three nodes share. */
  private static final double PATIENCE_MILLIS = 20_000;
  private static final int REMEMBERED = 6;
  /** Where they are, what has the focus, and what stands in the fields. */
  private static final String SITUATION = """
      () => JSON.stringify({ at: location.hash, focus: document.activeElement.outerHTML.slice(0, 200), fields: [...document.querySelectorAll('textarea, input')].map(({ id, value }) => `${id}: ${value}`),
        unsent: [...document.querySelectorAll('.message:not([data-state=sent])')].map((each) => each.textContent) })""";
  /** Pictures of what went wrong, and of the end. */
  private static final Path FOLDER = Path.of("target", "team");

  private record Move(String name, int weight, Predicate<Teammate> act) {}

  private static final List<Move> MOVES = List.of(inRooms("goes to another room", 30, RoomMoves::wanders), inRooms("switches to another room", 5, RoomMoves::switches),
      inRooms("goes to the next unread room", 6, RoomMoves::goesToTheNextUnread), inRooms("joins", 30, RoomMoves::joins), inRooms("looks around", 6, RoomMoves::looksAround),
      inRooms("searches the directory", 3, RoomMoves::searchesTheDirectory), inRooms("leaves", 2, RoomMoves::leaves), withMessages("says something", 60, MessageMoves::says),
      withMessages("calls somebody", 8, MessageMoves::callsSomebody), withMessages("calls all", 3, MessageMoves::callsAll), withMessages("replies", 20, MessageMoves::replies),
      inThreads("talks in a thread", 10, ThreadMoves::talks), inThreads("follows a thread or does not", 4, ThreadMoves::followsOrDoesNot), inThreads("leaves a draft in a thread", 3, ThreadMoves::leavesADraft),
      withMessages("reacts", 25, MessageMoves::reacts), withMessages("edits", 10, MessageMoves::edits), withMessages("reacts with anything", 8, MessageMoves::reactsWithAnything),
      withMessages("says an emoji", 6, MessageMoves::saysAnEmoji), withMessages("follows a link", 6, MessageMoves::followsALink), withMessages("opens a link in another tab", 2, MessageMoves::opensALinkInAnotherTab),
      withMessages("marks unread", 5, MessageMoves::marksUnread), withMessages("reads what was edited", 4, MessageMoves::readsWhatWasEdited), withMessages("asks who has read", 4, MessageMoves::asksWhoHasRead),
      withMessages("asks who has not read", 4, MessageMoves::asksWhoHasNotRead), withMessages("deletes", 6, MessageMoves::deletes), withMessages("thinks better of a deletion", 4, MessageMoves::thinksBetterOfADeletion),
      withMessages("pins or unpins", 4, MessageMoves::pins), inRooms("reads the pins", 3, RoomMoves::readsThePins), inRooms("makes a room", 3, RoomMoves::makesARoom),
      inRooms("writes to somebody", 4, RoomMoves::writesToSomebody), inRooms("adds somebody", 10, RoomMoves::addsSomebody), inRooms("gives a role", 6, RoomMoves::givesARole),
      inRooms("names an owner", 1, RoomMoves::namesAnOwner), inRooms("makes a reader for a while", 4, RoomMoves::makesAReaderForAWhile), inRooms("removes somebody", 2, RoomMoves::removesSomebody),
      inRooms("bans somebody", 1, RoomMoves::bansSomebody), inRooms("lifts a ban", 2, RoomMoves::liftsABan), inRooms("settles a room", 3, RoomMoves::settles),
      inRooms("mutes a room or likes it", 4, RoomMoves::keepsForThemselves), inRooms("archives or opens a room", 2, RoomMoves::archives), alone("shows a status", 2, OwnMoves::showsAStatus),
      alone("shows a picture", 1, OwnMoves::showsAPicture), alone("speaks another language", 2, OwnMoves::speaksAnotherLanguage), alone("chooses a theme", 1, OwnMoves::choosesATheme),
      alone("leaves a draft", 4, OwnMoves::leavesADraft), alone("loads the page again", 3, OwnMoves::comesBack), alone("looks away for a moment", 3, OwnMoves::looksAwayForAMoment),
      alone("goes another way", 3, OwnMoves::goesAnotherWay), alone("writes without a line", 2, OwnMoves::writesWithoutALine), new Move("does everything by keys", 5, one -> new KeyMoves(one).doEverything()));

  private static Move withMessages(String name, int weight, Predicate<MessageMoves> act) {
    return new Move(name, weight, one -> act.test(new MessageMoves(one)));
  }

  private static Move inThreads(String name, int weight, Predicate<ThreadMoves> act) {
    return new Move(name, weight, one -> act.test(new ThreadMoves(one)));
  }

  private static Move inRooms(String name, int weight, Predicate<RoomMoves> act) {
    return new Move(name, weight, one -> act.test(new RoomMoves(one)));
  }

  private static Move alone(String name, int weight, Predicate<OwnMoves> act) {
    return new Move(name, weight, one -> act.test(new OwnMoves(one)));
  }

  private final Random random;
  private final Map<String, Integer> done = new TreeMap<>();
  private final Map<Move, Integer> tried = new HashMap<>();
  private final Map<Person, List<String>> lately = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Haste haste = new Haste();

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
    MockProvider provider = new MockProvider();
    List<ChatNode> nodes = new ArrayList<>(ChatNode.cluster(3, data, provider.options()));
    try (HaProxy proxy = HaProxy.watchful(nodes); Chromium chromium = Chromium.start()) {
      List<Teammate> team = new ArrayList<>();
      for (int i = 0; i < NAMES.size(); i++) {
        Forwarder cable = new Forwarder(proxy.port());
        team.add(new Teammate(arrives(new People(chromium.another()), cable, i), team, random, cable, SEATS.get(i)));
      }
      People people = new People(chromium);
      Instant end = Instant.now().plus(duration);
      Instant middle = Instant.now().plus(duration.dividedBy(2));
      Instant later = middle.plus(duration.dividedBy(10));
      Deque<Map.Entry<String, Runnable>> episodes = new ArrayDeque<>(new Episodes(people, proxy.url(), data, nodes, team).all());
      Duration between = duration.dividedBy(episodes.size() + 1);
      Instant next = Instant.now().plus(between);
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
          replace(nodes, data, provider);
          say("another one has taken its place");
        }
        if (!episodes.isEmpty() && Instant.now().isAfter(next)) {
          next = next.plus(between);
          happens(episodes.poll(), team.get(1).person());
        }
        someoneDoesSomething(team);
      }
      if (!isBack) {
        replace(nodes, data, provider);
      }
      say("done: " + done);
      Agreement agreement = new Agreement(team.stream().map(Teammate::person).toList(), nodes);
      wrong.addAll(agreement.differences());
      say("compared: " + agreement.extent());
      team.forEach(each -> picture(each.person(), "end"));
      team.forEach(each -> each.person().troubles().found().forEach(trouble -> wrong.add(each.person().name() + "'s page: " + trouble)));
      wrong.addAll(haste.unexplained(nodes.get(0), team.stream().map(Teammate::person).toList()));
      nodes.forEach(node -> node.faults().forEach(fault -> wrong.add("a node's log: " + fault)));
    } finally {
      nodes.forEach(ChatNode::close);
      provider.close();
      Folders.delete(data);
    }
    wrong.forEach(each -> say("WRONG " + each));
    say(wrong.size() + " wrong");
    return wrong;
  }

  private static void replace(List<ChatNode> nodes, Path data, MockProvider provider) {
    nodes.set(1, ChatNode.start(data, Stream.concat(Stream.of(provider.options()), Stream.of("--port", Integer.toString(nodes.get(1).port()))).toArray(String[]::new)));
  }

  /** By a cable of their own, which may be pulled out. */
  private Person arrives(People people, Forwarder cable, int index) {
    Person person = people.visitor(NAMES.get(index), cable.url(), SEATS.get(index));
    person.page().context().setDefaultTimeout(PATIENCE_MILLIS);
    person.troubles().allowBrokenLines();
    haste.watch(person);
    person.signIn();
    return person;
  }

  private void someoneDoesSomething(List<Teammate> team) {
    Teammate one = team.get(random.nextInt(team.size()));
    Move move = any();
    attempts(one.person(), move.name(), () -> {
      if (move.act().test(one)) {
        done.merge(move.name(), 1, Integer::sum);
      }
    });
  }

  private void happens(Map.Entry<String, Runnable> episode, Person person) {
    attempts(person, episode.getKey(), () -> {
      episode.getValue().run();
      say(episode.getKey());
    });
  }

  private void attempts(Person person, String what, Runnable act) {
    try {
      act.run();
      List<String> acts = lately.computeIfAbsent(person, each -> new ArrayList<>());
      acts.add(what);
      if (acts.size() > REMEMBERED) {
        acts.remove(0);
      }
    } catch (RuntimeException | AssertionError e) {
      wrong.add(person.name() + " " + what + ": " + e.getMessage().lines().limit(12).toList());
      say("WRONG " + person.name() + " " + what + ", see wrong-" + wrong.size() + ".png: " + e.getMessage());
      picture(person, "wrong-" + wrong.size());
      say("before that: " + lately.getOrDefault(person, List.of()) + "; troubles of the page: " + person.troubles().found() + "; now: " + person.evaluate(SITUATION));
      person.page().reload();
      person.page().getByTestId("room").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }
  }

  /** As often as people do it; and each tenth time what was tried least, so that nothing is left out. */
  private Move any() {
    Move move = random.nextInt(10) == 0 ? MOVES.stream().min(Comparator.comparing(each -> tried.getOrDefault(each, 0))).orElseThrow() : usual();
    tried.merge(move, 1, Integer::sum);
    return move;
  }

  private Move usual() {
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
