package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Event;
import dochat.model.Role;
import dochat.verify.Circumstances.Span;
import dochat.verify.Message.Quote;
import dochat.verify.Message.Reaction;
import dochat.verify.Message.Replies;
import dochat.verify.Violation.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The checker finds every way in which a promise can be broken, wherever in a history, and nothing where all were kept. */
class CheckerTest {
  private static final String ROOM = Story.ROOM;
  private static final String EPOCH = Story.EPOCH;
  private static final String THUMB = "👍";
  /** Ten seconds, in nanoseconds. */
  private static final long LONG = 10_000_000_000L;
  private static final Fate REFUSED = new Fate(1, Fate.NEVER, Set.of(), true, 0);
  private static final Fate UNKNOWN = new Fate(1, Fate.NEVER, Set.of(), false, 1);

  /** A history in which all is well: so many messages in one room and all that becomes of them, told to each reader. */
  @Provide
  Arbitrary<History> histories() {
    return Combinators.combine(Arbitraries.integers().between(3, 12), Arbitraries.integers().between(1, 4), Arbitraries.of(true, false))
        .as((messages, readers, isPrivate) -> isPrivate ? privateHistory(messages, readers) : publicHistory(messages, readers));
  }

  @Property(tries = 60)
  void findsNothingWhereAllIsWell(@ForAll("histories") History history) {
    assertEquals(List.of(), Checker.check(history));
  }

  @Property(tries = 60)
  void findsAnEventThatIsLost(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.LOST, editLogs(history, log -> renumbered(without(log, at))));
  }

  @Property(tries = 60)
  void findsOneOfEachTypeThatIsLost(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    Entry first = firstOfAType(history, at);
    String type = first.act().type();
    assertFinds(Rule.LOST, first.key() + " (" + type, editLogs(history, log -> renumbered(log.stream().filter(entry -> !entry.equals(first)).toList())));
  }

  @Property(tries = 60)
  void findsOneOfEachTypeThatIsThereTwice(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    Entry first = firstOfAType(history, at);
    String type = first.act().type();
    assertFinds(Rule.TWICE, first.key() + " (" + type, editLogs(history, log -> renumbered(and(log, first))));
  }

  @Property(tries = 60)
  void findsOneOfEachTypeThatWasRefused(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    Entry first = firstOfAType(history, at);
    String type = first.act().type();
    assertFinds(Rule.REFUSED_BUT_SAVED, first.key() + " (" + type, withWrite(history, new Write(first.author(), ROOM, first.id(), first.act(), REFUSED)));
  }

  @Property(tries = 60)
  void findsOneOfEachTypeThatNobodyWrote(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    Entry first = firstOfAType(history, at);
    String type = first.act().type();
    assertFinds(Rule.NOBODYS, first.key() + " (" + type, new History(history.circumstances(), history.writes().stream().filter(write -> !first.key().equals(write.key())).toList(),
        history.views(), history.logs(), history.states()));
  }

  @Property(tries = 60)
  void findsAMessageThatWasAcknowledgedBeforeItWasSaved(@ForAll("histories") History history) {
    assertFinds(Rule.LOST, withWrite(history, new Write("nobody", ROOM, "new", Act.message("text"), acknowledged(3L))));
  }

  @Property(tries = 60)
  void findsAHoleInTheLog(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    int hole = at % (history.logs().get(0).entries().size() - 1);
    assertFinds(Rule.HOLE, editLogs(history, log -> without(log, hole)));
  }

  @Property(tries = 60)
  void findsAMessageThatIsThereTwice(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.TWICE, editLogs(history, log -> {
      List<Entry> more = new ArrayList<>(log);
      more.add(log.get(at % log.size()));
      return renumbered(more);
    }));
  }

  @Property(tries = 60)
  void findsAMessageUnderAnotherNumber(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.MOVED, editLogs(history, log -> swapped(log, at)));
  }

  @Property(tries = 60)
  void findsTwoNumbersForOneMessage(@ForAll("histories") History history) {
    Write first = history.writes().get(0);
    assertFinds(Rule.MOVED, withWrite(history, new Write(first.author(), ROOM, first.id(), first.act(), acknowledged(1L, 2L))));
  }

  @Property(tries = 60)
  void findsTwoOrders(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    List<Log> logs = List.of(history.logs().get(0), new Log("other", ROOM, swapped(history.logs().get(1).entries(), at)));
    assertFinds(Rule.LOGS_DIFFER, new History(history.circumstances(), history.writes(), history.views(), logs, history.states()));
  }

  /** What was deleted says nothing. */
  @Property(tries = 60)
  void findsAnotherText(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    List<Entry> telling = history.logs().get(0).entries().stream().filter(entry -> !entry.act().text().isEmpty()).toList();
    Entry one = telling.get(at % telling.size());
    History altered = editLogs(history, log -> replaced(log, one, one.with(one.act().saying("other"))));
    assertFinds(Rule.NOBODYS, altered);
    assertFinds(Rule.OTHER, altered);
  }

  @Property(tries = 60)
  void findsAnotherMessageForAnAct(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    List<Entry> about = history.logs().get(0).entries().stream().filter(entry -> entry.act().ref() > 0).toList();
    Entry one = about.get(at % about.size());
    assertFinds(Rule.NOBODYS, editLogs(history, log -> replaced(log, one, one.with(new Act(one.act().type(), one.act().ref() + 1, one.act().whom(), one.act().text())))));
  }

  @Property(tries = 60)
  void findsWhatADeletedMessageSaid(@ForAll("histories") History history, @ForAll boolean isEdit) {
    Write deletion = history.writes().stream().filter(write -> write.act().is(Event.DELETE)).findFirst().orElseThrow();
    Entry silent = history.logs().get(0).entries().stream()
        .filter(entry -> isEdit ? entry.act().is(Event.EDIT) && entry.act().ref() == deletion.act().ref() : entry.seq() == deletion.act().ref()).findFirst().orElseThrow();
    Act said = history.writes().stream().filter(write -> silent.key().equals(write.key())).findFirst().orElseThrow().act();
    assertFinds(Rule.NOT_GONE, editLogs(history, log -> replaced(log, silent, silent.with(said))));
  }

  @Property(tries = 60)
  void findsAReactionThatWasMadeAgain(@ForAll("histories") History history) {
    Entry reaction = first(history, Event.REACT);
    History again = editLogs(history, log -> replaced(log, first(history, Event.UNREACT), new Entry(first(history, Event.UNREACT).seq(), reaction.author(), "server", reaction.act())));
    assertFinds(Rule.BASELESS, again);
    assertFinds(Rule.NOBODYS, again);
  }

  /** Without a client id it may be there as often as it was sent and not refused. */
  @Test
  void findsWhatIsThereMoreOftenThanItWasSent() {
    assertFinds(Rule.NOBODYS, "ann server4", editLogs(reactedWithoutId(), log -> and(log, new Entry(4, "ann", "server4", Act.react(1, THUMB)))));
  }

  @Test
  void findsAReactionWithoutAClientIdThatIsLost() {
    assertFinds(Rule.LOST, "ann (react 1)", editLogs(reactedWithoutId(), log -> log.subList(0, 1)));
  }

  @Test
  void findsWhatOthersDidToAMessage() {
    for (Act act : List.of(Act.edit(1, "other"), Act.delete(1))) {
      Story story = new Story();
      story.does("ann", Act.message("text"));
      story.does("bob", act);
      assertFinds(Rule.BASELESS, story.told(1));
    }
  }

  @Test
  void findsWhatWasDoneToADeletedMessage() {
    for (Act act : List.of(Act.edit(1, "other"), Act.react(1, THUMB), Act.delete(1))) {
      Story story = new Story();
      story.does("ann", Act.message("text"));
      story.does("ann", Act.delete(1));
      story.does("ann", act);
      assertFinds(Rule.BASELESS, story.told(1));
    }
  }

  @Test
  void findsWhoJoinsOrLeavesTwice() {
    for (Act act : List.of(Act.join(), Act.leave())) {
      Story story = new Story();
      story.does("ann", Act.message("text"));
      story.does("ann", Act.leave());
      story.does("ann", Act.join());
      story.does("bob", act);
      story.does("bob", act);
      assertFinds(Rule.BASELESS, story.told(1));
    }
  }

  /** Who was removed, who only reads, who is no moderator, and who was never invited. */
  @Test
  void findsWhatSomebodyMayNotDoInAPrivateRoom() {
    for (Act act : List.of(Act.message("other"), Act.react(3, THUMB), Act.pin(3), Act.invite("dan"), Act.remove("ann"), Act.assign("ann", Role.READER))) {
      for (String author : List.of("gone", "reader", "stranger")) {
        Story story = inPrivate();
        story.does(author, act);
        assertFinds(Rule.BASELESS, author, story.told(0));
      }
    }
    Story story = inPrivate();
    story.does("bob", Act.remove("ann"));
    assertFinds(Rule.BASELESS, "bob", story.told(0));
  }

  @Test
  void findsARoleThatIsGivenTwice() {
    Story story = inPrivate();
    story.does(Story.CREATOR, Act.assign("bob", Role.MODERATOR));
    story.does(Story.CREATOR, Act.assign("bob", Role.MODERATOR));
    assertFinds(Rule.BASELESS, "(role", story.told(0));
  }

  /** Also where it had been so for them when they were there. */
  @Test
  void findsWhoWasRemovedAndIsToldThatSomethingIsSo() {
    Story story = inPrivate();
    story.hasDone("gone", Act.react(3, THUMB));
    assertFinds(Rule.LOST, "gone", story.told(0));
  }

  @Test
  void findsWhoWasRemovedAndStillHears() {
    Story story = inPrivate();
    long removal = story.next() - 1;
    long later = story.waits(LONG);
    story.does("bob", Act.message("secret"));
    story.waits(LONG);
    story.does(Story.CREATOR, Act.invite("gone"));
    History history = story.told(0);
    assertEquals(List.of(), Checker.check(withView(history, "gone", removal, 0)));
    assertFinds(Rule.OVERHEARD, "gone was told of " + (removal + 1) + " ", withView(history, "gone", removal, later));
    assertFinds(Rule.OVERHEARD, "gone was told of 1 ", withView(history, "gone", 0, later));
    assertEquals(List.of(), Checker.check(withView(history, "bob", 0, later)));
  }

  /** While a fault lasts nodes may not know, and for a moment after it; who was invited again is told everything. */
  @Test
  void acceptsWhoHearsBeforeTheNodesKnowAndAfterComingAgain() {
    Story story = inPrivate();
    long later = story.waits(LONG);
    story.does("bob", Act.message("secret"));
    History gone = story.told(0);
    History broken = new History(new Circumstances(Story.CREATOR, Set.of(ROOM), List.of(new Span(1, later))), gone.writes(), gone.views(), gone.logs(), gone.states());
    assertEquals(List.of(), Checker.check(withView(broken, "gone", 0, later + 1)));
    assertFinds(Rule.OVERHEARD, withView(gone, "gone", 0, later + 1));
    story.does(Story.CREATOR, Act.invite("gone"));
    assertEquals(List.of(), Checker.check(withView(story.told(0), "gone", 0, story.waits(LONG))));
  }

  /** Who is no member in the end needs to be told of nothing, and who is one of everything. */
  @Test
  void findsWhoWasInvitedAgainAndIsNotTold() {
    Story story = inPrivate();
    View before = new View("gone", ROOM, new Cursor(EPOCH, 0), List.of());
    assertEquals(List.of(), Checker.check(withView(story.told(0), before)));
    story.does(Story.CREATOR, Act.invite("gone"));
    assertFinds(Rule.NOT_DELIVERED, "gone", withView(story.told(0), before));
  }

  @Test
  void findsADeletedMessageThatIsToldLongAfterwards() {
    Story story = new Story();
    story.does("ann", Act.message("text"));
    story.does("ann", Act.edit(1, "other"));
    story.does("ann", Act.delete(1));
    long later = story.waits(LONG);
    History history = story.told(2);
    assertEquals(List.of(), Checker.check(history));
    for (int at : List.of(0, 1)) {
      View.Saw loud = (View.Saw) history.views().get(1).looks().get(at);
      View.Saw silent = (View.Saw) history.views().get(0).looks().get(at);
      assertFinds(Rule.NOT_GONE, "told of " + loud.seq(), editViews(history, looks -> replaced(looks, silent, new View.Saw(loud.seq(), loud.print(), later))));
    }
  }

  /** What is acknowledged without an event has to be so already. */
  @Test
  void findsWhatIsSaidToBeSoAndIsNot() {
    for (Act act : List.of(Act.react(1, THUMB), Act.unreact(1, "🎉"), Act.delete(1), Act.join(), Act.edit(1, "other"), Act.message("other"))) {
      Story story = new Story();
      story.does("bob", Act.message("text"));
      story.does("ann", Act.react(1, "🎉"));
      story.hasDone("ann", act);
      story.does("ann", Act.react(1, THUMB));
      assertFinds(Rule.LOST, "acknowledged as done", story.told(1));
    }
  }

  @Test
  void acceptsWhatIsSaidToBeSoAndIs() {
    Story story = new Story();
    story.does("ann", Act.message("text"));
    story.hasDone("ann", Act.join());
    story.hasDone("bob", Act.leave());
    story.hasDone("bob", Act.unreact(1, THUMB));
    story.does("bob", Act.react(1, THUMB));
    story.hasDone("bob", Act.react(1, THUMB));
    story.does("ann", Act.delete(1));
    story.hasDone("ann", Act.delete(1));
    assertEquals(List.of(), Checker.check(story.told(2)));
  }

  /** What came to pass between the first attempt and the answer may have been so or not. */
  @Test
  void acceptsWhatWasSoForAMoment() {
    Story story = new Story();
    story.does("ann", Act.message("text"));
    story.does("ann", Act.react(1, THUMB));
    story.does("ann", Act.unreact(1, THUMB));
    History history = story.told(1);
    assertEquals(List.of(), Checker.check(withWrite(history, new Write("ann", ROOM, "again", Act.react(1, THUMB), new Fate(3, 6, Set.of(), false, 0)))));
    assertFinds(Rule.LOST, withWrite(history, new Write("ann", ROOM, "again", Act.react(1, THUMB), new Fate(7, 8, Set.of(), false, 0))));
  }

  @Property(tries = 60)
  void findsAMessageThatIsNotAsItsEventsHaveMadeIt(@ForAll("histories") History history, @ForAll("wrongs") UnaryOperator<Message> wrong, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.OTHER_MESSAGES, editState(history, state -> {
      Message right = state.messages().get(at % state.messages().size());
      return new State(state.node(), ROOM, replaced(state.messages(), right, wrong.apply(right)), state.members());
    }));
  }

  /** Each makes another message of any. */
  @Provide
  Arbitrary<UnaryOperator<Message>> wrongs() {
    return Arbitraries.of(
        was -> was(was, was.text() + "!", was.isEdited(), was.deletedBy(), was.reactions(), was.isPinned(), was.quote(), was.replies()),
        was -> was(was, was.text(), !was.isEdited(), was.deletedBy(), was.reactions(), was.isPinned(), was.quote(), was.replies()),
        was -> was(was, was.text(), was.isEdited(), was.deletedBy() == null ? was.author() : null, was.reactions(), was.isPinned(), was.quote(), was.replies()),
        was -> was(was, was.text(), was.isEdited(), was.deletedBy(), and(was.reactions(), new Reaction("😀", 1, List.of("ann"))), was.isPinned(), was.quote(), was.replies()),
        was -> was(was, was.text(), was.isEdited(), was.deletedBy(), was.reactions(), !was.isPinned(), was.quote(), was.replies()),
        was -> was(was, was.text(), was.isEdited(), was.deletedBy(), was.reactions(), was.isPinned(), new Quote(1, "ann", "other", false, 1), was.replies()),
        was -> was(was, was.text(), was.isEdited(), was.deletedBy(), was.reactions(), was.isPinned(), was.quote(), new Replies(9, List.of("ann"))));
  }

  private static Message was(Message was, String text, boolean isEdited, String deletedBy, List<Reaction> reactions, boolean isPinned, Quote quote, Replies replies) {
    return new Message(was.seq(), was.author(), was.id(), text, isEdited, deletedBy, reactions, isPinned, quote, replies);
  }

  /** Of somebody alone, and of one among others. */
  @Test
  void findsAReactionThatIsMissing() {
    Story story = new Story();
    story.does("ann", Act.message("text"));
    story.does("ann", Act.react(1, THUMB));
    story.does("bob", Act.react(1, THUMB));
    History history = story.told(1);
    for (List<Reaction> reactions : List.of(List.<Reaction>of(), List.of(new Reaction(THUMB, 1, List.of("ann"))), List.of(new Reaction(THUMB, 2, List.of("bob", "ann"))),
        List.of(new Reaction("🎉", 2, List.of("ann", "bob"))), List.of(new Reaction(THUMB, 3, List.of("ann", "bob"))))) {
      assertFinds(Rule.OTHER_MESSAGES, editState(history, state -> new State(state.node(), ROOM, List.of(new Message(1, "ann", "id1", "text", false, null, reactions, false, null, null)), state.members())));
    }
  }

  @Property(tries = 60)
  void findsAMessageThatIsMissing(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.OTHER_MESSAGES, editState(history, state -> new State(state.node(), ROOM, without(state.messages(), at), state.members())));
  }

  @Property(tries = 60)
  void findsAMemberWhoIsMissing(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.OTHER_MEMBERS, editState(history, state -> new State(state.node(), ROOM, state.messages(), without(state.members(), any(state.members(), at)))));
  }

  @Property(tries = 60)
  void findsAMemberWithAnotherRole(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.OTHER_MEMBERS, editState(history, state -> new State(state.node(), ROOM, state.messages(), and(state.members(), any(state.members(), at), Role.READER.word()))));
  }

  @Property(tries = 60)
  void findsAMemberWhoIsNone(@ForAll("histories") History history) {
    assertFinds(Rule.OTHER_MEMBERS, editState(history, state -> new State(state.node(), ROOM, state.messages(), and(state.members(), "nobody", Role.MEMBER.word()))));
  }

  @Property(tries = 60)
  void findsARangeThatAReaderWasNotTold(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.SKIPPED, editViews(history, looks -> without(looks, at % (looks.size() - 1))));
  }

  @Property(tries = 60)
  void findsTheEndThatAReaderWasNotTold(@ForAll("histories") History history) {
    assertFinds(Rule.NOT_DELIVERED, editViews(history, looks -> looks.subList(0, looks.size() - 1)));
  }

  @Property(tries = 60)
  void findsWhatAReaderWasToldTwice(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.REPEATED, editViews(history, looks -> {
      List<View.Look> more = new ArrayList<>(looks);
      more.add(at % looks.size() + 1, looks.get(at % looks.size()));
      return more;
    }));
  }

  @Property(tries = 60)
  void findsAnotherOrderForAReader(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.REPEATED, editViews(history, looks -> swapped(looks, at)));
  }

  @Property(tries = 60)
  void findsANumberThatStandsForAnotherMessage(@ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 1000) int at) {
    assertFinds(Rule.OTHER, editViews(history, looks -> {
      List<View.Look> other = new ArrayList<>(looks);
      View.Saw saw = (View.Saw) looks.get(at % looks.size());
      other.set(at % looks.size(), new View.Saw(saw.seq(), saw.print() + 1, saw.at()));
      return other;
    }));
  }

  /** To a head that is behind, to the same place, to the head, or to an epoch that there is not: nothing was taken back from the store. */
  @Property(tries = 60)
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
  @Property(tries = 60)
  void acceptsWhatIsUnknownAtMostOnce(@ForAll("histories") History history) {
    Write first = history.writes().get(0);
    Write unknown = new Write(first.author(), ROOM, first.id(), first.act(), UNKNOWN);
    assertEquals(List.of(), Checker.check(withWrite(withWrite(history, unknown), new Write("other", ROOM, "never", Act.message("came"), UNKNOWN))));
  }

  /** All types of acts in a public room, from the first three messages on. */
  private static History publicHistory(int messages, int readers) {
    Story story = new Story();
    for (int i = 1; i <= messages; i++) {
      String author = author(i);
      aMessage(story, i);
      if (i % 4 == 1) {
        story.does(author, Act.leave());
        story.hasDone(author, Act.leave());
        story.joins(author);
      }
    }
    return story.told(readers);
  }

  /** All types of acts in a private room, likewise. */
  private static History privateHistory(int messages, int readers) {
    Story story = new Story(true);
    IntStream.range(0, readers).forEach(reader -> story.does(Story.CREATOR, Act.invite("reader" + reader)));
    IntStream.range(0, 3).forEach(author -> story.does(Story.CREATOR, Act.invite(author(author))));
    for (int i = 1; i <= messages; i++) {
      String author = author(i);
      long seq = story.does(author, Act.message("kept" + i));
      story.does(author(i + 1), Act.pin(seq));
      story.hasDone(author, Act.pin(seq));
      story.doesWithoutId(author, Act.unpin(seq));
      story.does(author, Act.pin(seq));
      story.does(author(i + 2), Act.unpin(seq));
      aMessage(story, i);
      if (i % 4 == 1) {
        story.does(Story.CREATOR, Act.remove(author));
        story.hasDone(Story.CREATOR, Act.remove(author));
        story.does(Story.CREATOR, Act.invite(author));
      }
      if (i % 4 == 2) {
        story.does(Story.CREATOR, Act.assign(author, Role.MODERATOR));
        story.hasDone(author, Act.assign(author, Role.MODERATOR));
      }
    }
    return story.told(readers);
  }

  private static String author(int number) {
    return "author" + number % 3;
  }

  /** One, and what becomes of it. */
  private static void aMessage(Story story, int i) {
    String author = author(i);
    String other = author(i + 1);
    long seq = story.does(author, Act.message("text" + i));
    story.does(other, Act.reply(seq, "answer" + i));
    if (i % 2 == 0) {
      story.does(author, Act.edit(seq, "edit" + i));
    }
    story.does(other, Act.react(seq, THUMB));
    if (i % 3 == 0) {
      story.doesWithoutId(author, Act.react(seq, THUMB));
      story.hasDone(author, Act.react(seq, THUMB));
      story.does(other, Act.unreact(seq, THUMB));
    }
    if (i % 3 == 2) {
      story.does(author, Act.delete(seq));
    }
  }

  /** Bob is a member, as ann is, who owns the room, too, and who has written a message, which is the third event; a reader reads; somebody was removed at last. */
  private static Story inPrivate() {
    Story story = new Story(true);
    story.does(Story.CREATOR, Act.invite("ann"));
    story.does(Story.CREATOR, Act.assign("ann", Role.OWNER));
    story.does("ann", Act.message("text"));
    List.of("bob", "reader", "gone").forEach(user -> story.does(Story.CREATOR, Act.invite(user)));
    story.does("ann", Act.assign("reader", Role.READER));
    story.does("gone", Act.react(3, THUMB));
    story.does("ann", Act.remove("gone"));
    return story;
  }

  /** A message, a reaction without a client id, which is number 2, and its end. */
  private static History reactedWithoutId() {
    Story story = new Story();
    story.does("ann", Act.message("text"));
    story.doesWithoutId("ann", Act.react(1, THUMB));
    story.does("ann", Act.unreact(1, THUMB));
    return story.told(1);
  }

  private static Entry firstOfAType(History history, int at) {
    List<String> types = history.logs().get(0).entries().stream().filter(entry -> !entry.id().startsWith("server")).map(entry -> entry.act().type()).distinct().toList();
    return first(history, types.get(at % types.size()));
  }

  private static Entry first(History history, String type) {
    return history.logs().get(0).entries().stream().filter(entry -> entry.act().is(type) && !entry.id().startsWith("server")).findFirst().orElseThrow();
  }

  private static History editLogs(History history, UnaryOperator<List<Entry>> edit) {
    return new History(history.circumstances(), history.writes(), history.views(),
        history.logs().stream().map(log -> new Log(log.node(), log.room(), edit.apply(log.entries()))).toList(), history.states());
  }

  /** The first reader's. */
  private static History editViews(History history, UnaryOperator<List<View.Look>> edit) {
    List<View> views = new ArrayList<>(history.views());
    View first = views.get(0);
    views.set(0, new View(first.reader(), first.room(), first.start(), edit.apply(first.looks())));
    return new History(history.circumstances(), history.writes(), views, history.logs(), history.states());
  }

  /** Somebody was told of all events after a number, at the same time. */
  private static History withView(History history, String reader, long after, long at) {
    return withView(history, new View(reader, ROOM, new Cursor(EPOCH, after), history.logs().get(0).entries().stream().filter(entry -> entry.seq() > after)
        .<View.Look>map(entry -> new View.Saw(entry.seq(), entry.print(), at)).toList()));
  }

  private static History withView(History history, View view) {
    return new History(history.circumstances(), history.writes(), and(history.views(), view), history.logs(), history.states());
  }

  /** The second node's. */
  private static History editState(History history, UnaryOperator<State> edit) {
    return new History(history.circumstances(), history.writes(), history.views(), history.logs(), List.of(history.states().get(0), edit.apply(history.states().get(1))));
  }

  /** In the place of the one of the same author and id, if there is one. */
  private static History withWrite(History history, Write write) {
    List<Write> writes = new ArrayList<>(history.writes());
    writes.removeIf(other -> write.key().equals(other.key()));
    writes.add(write);
    return new History(history.circumstances(), writes, history.views(), history.logs(), history.states());
  }

  private static Fate acknowledged(Long... numbers) {
    return new Fate(1, 2, Set.of(numbers), false, 1);
  }

  private static List<Entry> renumbered(List<Entry> log) {
    List<Entry> entries = new ArrayList<>();
    log.forEach(entry -> entries.add(new Entry(entries.size() + 1, entry.author(), entry.id(), entry.act())));
    return entries;
  }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> more = new ArrayList<>(list);
    more.add(one);
    return more;
  }

  private static String any(Map<String, String> members, int at) {
    return List.copyOf(members.keySet()).get(at % members.size());
  }

  private static Map<String, String> without(Map<String, String> members, String one) {
    Map<String, String> rest = new HashMap<>(members);
    rest.remove(one);
    return rest;
  }

  private static Map<String, String> and(Map<String, String> members, String one, String role) {
    Map<String, String> more = new HashMap<>(members);
    more.put(one, role);
    return more;
  }

  private static <T> List<T> replaced(List<T> list, T one, T other) {
    return list.stream().map(each -> each.equals(one) ? other : each).toList();
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
    assertFinds(rule, "", history);
  }

  /** @param words in what is said of it */
  private static void assertFinds(Rule rule, String words, History history) {
    List<Violation> found = Checker.check(history);
    assertTrue(found.stream().anyMatch(violation -> violation.rule() == rule && violation.what().contains(words)), () -> rule + " of " + words + " is not among " + found);
  }
}
