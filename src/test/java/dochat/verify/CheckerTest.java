package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.verify.Violation.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The checker finds every way in which a promise can be broken, wherever in a history, and nothing where all were kept. */
class CheckerTest {
  private static final String ROOM = "room";
  private static final String EPOCH = "epoch";

  /** A history in which all is well: so many messages in one room, told to each reader, of whom some began late. */
  @Provide
  Arbitrary<History> histories() {
    return Combinators.combine(Arbitraries.integers().between(3, 40), Arbitraries.integers().between(1, 4)).as(CheckerTest::history);
  }

  @Property(tries = 100)
  void findsNothingWhereAllIsWell(@ForAll("histories") History history) {
    assertEquals(List.of(), Checker.check(history));
  }

  @Property(tries = 100)
  void findsAMessageThatIsLost(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.LOST, editLogs(history, log -> renumbered(without(log, at))));
  }

  @Property(tries = 100)
  void findsAMessageThatWasAcknowledgedBeforeItWasSaved(@ForAll("histories") History history) {
    assertFinds(Rule.LOST, withPost(history, new Post("nobody", ROOM, "new", "text", Set.of(3L), false)));
  }

  @Property(tries = 100)
  void findsAHoleInTheLog(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    int hole = at % (history.logs().get(0).entries().size() - 1);
    assertFinds(Rule.HOLE, editLogs(history, log -> without(log, hole)));
  }

  @Property(tries = 100)
  void findsAMessageThatIsThereTwice(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.TWICE, editLogs(history, log -> {
      List<Entry> more = new ArrayList<>(log);
      more.add(log.get(at % log.size()));
      return renumbered(more);
    }));
  }

  @Property(tries = 100)
  void findsAMessageUnderAnotherNumber(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.MOVED, editLogs(history, log -> swapped(log, at)));
  }

  @Property(tries = 100)
  void findsTwoNumbersForOneMessage(@ForAll("histories") History history) {
    Post first = history.posts().get(0);
    assertFinds(Rule.MOVED, withPost(history, new Post(first.author(), ROOM, first.id(), first.text(), Set.of(1L, 2L), false)));
  }

  @Property(tries = 100)
  void findsTwoOrders(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    List<Log> logs = List.of(history.logs().get(0), new Log("other", ROOM, swapped(history.logs().get(1).entries(), at)));
    assertFinds(Rule.LOGS_DIFFER, new History(history.posts(), history.views(), logs));
  }

  @Property(tries = 100)
  void findsWhatWasRefused(@ForAll("histories") History history) {
    Post first = history.posts().get(0);
    assertFinds(Rule.REFUSED_BUT_SAVED, withPost(history, new Post(first.author(), ROOM, first.id(), first.text(), Set.of(), true)));
  }

  @Property(tries = 100)
  void findsAnotherText(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    History altered = editLogs(history, log -> {
      List<Entry> entries = new ArrayList<>(log);
      Entry entry = entries.get(at % entries.size());
      entries.set(at % entries.size(), new Entry(entry.seq(), entry.author(), entry.id(), "other"));
      return entries;
    });
    assertFinds(Rule.NOBODYS, altered);
    assertFinds(Rule.OTHER, altered);
  }

  @Property(tries = 100)
  void findsARangeThatAReaderWasNotTold(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.SKIPPED, editViews(history, looks -> without(looks, at % (looks.size() - 1))));
  }

  @Property(tries = 100)
  void findsTheEndThatAReaderWasNotTold(@ForAll("histories") History history) {
    assertFinds(Rule.NOT_DELIVERED, editViews(history, looks -> looks.subList(0, looks.size() - 1)));
  }

  @Property(tries = 100)
  void findsWhatAReaderWasToldTwice(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.REPEATED, editViews(history, looks -> {
      List<View.Look> more = new ArrayList<>(looks);
      more.add(at % looks.size() + 1, looks.get(at % looks.size()));
      return more;
    }));
  }

  @Property(tries = 100)
  void findsAnotherOrderForAReader(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.REPEATED, editViews(history, looks -> swapped(looks, at)));
  }

  @Property(tries = 100)
  void findsANumberThatStandsForAnotherMessage(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.OTHER, editViews(history, looks -> {
      List<View.Look> other = new ArrayList<>(looks);
      View.Saw saw = (View.Saw) looks.get(at % looks.size());
      other.set(at % looks.size(), new View.Saw(saw.seq(), saw.print() + 1));
      return other;
    }));
  }

  /** To a head that is behind, to the same place, to the head, or to an epoch that there is not: nothing was taken back from the store. */
  @Property(tries = 100)
  void findsEveryReset(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at,
      @ForAll @IntRange(min = 0, max = 1000) int to, @ForAll boolean isOfAnotherEpoch) {
    assertFinds(Rule.RESET_FOR_NOTHING, editViews(history, looks -> {
      int head = to % (looks.size() + 1);
      List<View.Look> other = new ArrayList<>(looks.subList(0, at % looks.size()));
      other.add(new View.Reset(new Cursor(isOfAnotherEpoch ? "other" : EPOCH, head)));
      other.addAll(looks.subList(head, looks.size()));
      return other;
    }));
  }

  /** What is not known may be there or not, but once. */
  @Property(tries = 100)
  void acceptsWhatIsUnknownAtMostOnce(@ForAll("histories") History history) {
    Post first = history.posts().get(0);
    Post unknown = new Post(first.author(), ROOM, first.id(), first.text(), Set.of(), false);
    assertEquals(List.of(), Checker.check(withPost(withPost(history, unknown), new Post("other", ROOM, "never", "came", Set.of(), false))));
  }

  private static History history(int messages, int readers) {
    List<Post> posts = new ArrayList<>();
    List<Entry> log = new ArrayList<>();
    for (int i = 1; i <= messages; i++) {
      String author = "author" + i % 3;
      posts.add(new Post(author, ROOM, "id" + i, "text" + i, Set.of((long) i), false));
      log.add(new Entry(i, author, "id" + i, "text" + i));
    }
    List<View> views = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      views.add(new View("reader" + i, ROOM, new Cursor(EPOCH, 0), log.stream().<View.Look>map(entry -> new View.Saw(entry.seq(), entry.print())).toList()));
    }
    return new History(posts, views, List.of(new Log("node 1", ROOM, log), new Log("node 2", ROOM, log)));
  }

  private static History editLogs(History history, UnaryOperator<List<Entry>> edit) {
    return new History(history.posts(), history.views(),
        history.logs().stream().map(log -> new Log(log.node(), log.room(), edit.apply(log.entries()))).toList());
  }

  /** The first reader's. */
  private static History editViews(History history, UnaryOperator<List<View.Look>> edit) {
    List<View> views = new ArrayList<>(history.views());
    View first = views.get(0);
    views.set(0, new View(first.reader(), first.room(), first.start(), edit.apply(first.looks())));
    return new History(history.posts(), views, history.logs());
  }

  /** In the place of the one of the same author and id, if there is one. */
  private static History withPost(History history, Post post) {
    List<Post> posts = new ArrayList<>(history.posts());
    posts.removeIf(other -> other.key().equals(post.key()));
    posts.add(post);
    return new History(posts, history.views(), history.logs());
  }

  private static List<Entry> renumbered(List<Entry> log) {
    List<Entry> entries = new ArrayList<>();
    log.forEach(entry -> entries.add(new Entry(entries.size() + 1, entry.author(), entry.id(), entry.text())));
    return entries;
  }

  private static <T> List<T> without(List<T> list, int at) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(at % list.size());
    return rest;
  }

  /** Two neighbours in each other's place; entries keep their numbers in order. */
  @SuppressWarnings("unchecked")
  private static <T> List<T> swapped(List<T> list, int at) {
    List<T> other = new ArrayList<>(list);
    Collections.swap(other, at % (list.size() - 1), at % (list.size() - 1) + 1);
    return other.get(0) instanceof Entry ? (List<T>) renumbered((List<Entry>) other) : other;
  }

  private static void assertFinds(Rule rule, History history) {
    List<Violation> found = Checker.check(history);
    assertTrue(found.stream().anyMatch(violation -> violation.rule() == rule), () -> rule + " is not among " + found);
  }
}
