package dochat.talk;

import dochat.model.Mention;
import dochat.model.Mention.Group;
import dochat.model.User;
import dochat.protocol.Limits;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whom a typed line calls: {@code @name} of the only one of that name, {@code @all} and {@code @here}, also in Korean. The page has the same rules. Pure. */
final class Callings {
  /** What Korean puts behind a name, as in the page's korean.js. */
  private static final Pattern PARTICLE = Pattern.compile("(?:님|씨|쌤|샘)?(?:들|네)?이?(?:"
      + "(?:에서|에게서?|한테서?|으로서?|으로써?|로서|로써|로|에다가?|에|까지|부터|처럼|보다|하고|이랑|랑|이나|밖에|마다|조차|대로|께서|만큼|쪽으로|쪽|더러|뿐|와|과)(?:는|도|만|의|은|를|을|부터|까지|나|이)?요?"
      + "|(?:에선|에겐|한텐|에게선|한테선|엔|론|께선)요?"
      + "|[은는이가을를의와과도만께나란아야]요?"
      + "|이?(?:라고|라는|라서|라도|라며|라면|니까|든지?|고|며|면|죠|지요|지만|다|에요|예요|란)(?:요|는|도)?"
      + "|입니다|입니까|입니당|인데요?|였는데요?|인가요?|인지|인|임|이에요|였어요|이었어요|였고|이었고"
      + ")?[ㄱ-ㅎㅏ-ㅣ]*");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]*");
  /** A name that goes on is another one: {@code @minji_ro}, {@code @minji-ro}, {@code @minji.kim}, {@code @minji@example.com}, {@code @minji/docs}. */
  private static final Pattern GOES_ON = Pattern.compile("_|-[\\p{L}\\p{N}]|[.@/][A-Za-z0-9]");
  /** What may call somebody: an {@code @} that begins a word, with what stands before it without a space. */
  private static final Pattern CALL = Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}_\\\\])[@＠]");
  /** As it is written, and as a keyboard of full width writes it; what is sent has the first one. */
  private static final Pattern SIGN = Pattern.compile("[@＠]");
  private static final Map<Group, List<Pattern>> GROUPS = Map.of(Group.ALL, calls("all", "모두"), Group.HERE, calls("here", "여기"));
  /** What stands for 에서 behind 여기. */
  private static final Pattern PLACE = Pattern.compile("^서");
  /** More than any particle has, also where a syllable is three characters. */
  private static final int LONGEST_REST = 96;
  /** As the server takes it. */
  private static final int MOST_UNITS = 1 + 2 * Limits.NAME_CHARS;
  private static final Pattern ADDRESS = Pattern.compile("(?i)://|(?<!\\w)www\\.");
  /** One without a scheme: {@code example.com/}, {@code localhost:8080/}. */
  private static final Pattern BARE_ADDRESS = Pattern.compile("(?i)\\w(?:\\.[a-z]{2,}|:\\d+)/");
  /** Runs of backticks; those behind a backslash are text. */
  private static final Pattern TICKS = Pattern.compile("\\\\`|`+");
  private static final Pattern LINE_BEGINS = Pattern.compile("(?:^|\n) {0,3}$");
  private static final int FENCE = 3;

  private Callings() {}

  /** Whether a text may call somebody. */
  static boolean mayBeIn(String text) {
    return SIGN.matcher(text).find();
  }

  /** What is sent of a text that calls these: with the sign that the server knows. */
  static String said(String text, List<Mention> mentions) {
    StringBuilder said = new StringBuilder(text);
    mentions.forEach(mention -> said.setCharAt(mention.from(), '@'));
    return said.toString();
  }

  /** In the order in which they stand in the text; of several people of one name nobody is meant. */
  static List<Mention> in(String text, List<People.Somebody> people) {
    Map<People.Somebody, Pattern> calls = people.stream().distinct().collect(Collectors.toMap(each -> each, each -> call(each.name())));
    List<Mention> mentions = new ArrayList<>();
    String prose = prose(text);
    Matcher call = CALL.matcher(prose);
    for (int next = 0; mentions.size() < Limits.MENTIONS && call.find(next); ) {
      Mention mention = isAddress(prose, call.start()) ? null : at(prose, call.start(), calls);
      next = mention == null ? call.end() : mention.to();
      if (mention != null) {
        mentions.add(mention);
      }
    }
    return mentions;
  }

  /** The text with nothing but backticks where code stands: up to the next run of as many backticks; a fence that is not closed lasts until the end. */
  private static String prose(String text) {
    List<MatchResult> runs = TICKS.matcher(text).results().filter(run -> run.group().startsWith("`")).toList();
    StringBuilder prose = new StringBuilder(text);
    for (int at = 0; at < runs.size(); at++) {
      MatchResult run = runs.get(at);
      int end = next(runs, at);
      if (end < runs.size() || isFence(text, run)) {
        int to = end < runs.size() ? runs.get(end).start() : text.length();
        prose.replace(run.start(), to, "`".repeat(to - run.start()));
        at = end;
      }
    }
    return prose.toString();
  }

  /** The next run that is as long; how many there are if there is none. */
  private static int next(List<MatchResult> runs, int at) {
    return IntStream.range(at + 1, runs.size()).filter(other -> runs.get(other).group().length() == runs.get(at).group().length()).findFirst().orElse(runs.size());
  }

  private static boolean isFence(String text, MatchResult run) {
    return run.group().length() >= FENCE && LINE_BEGINS.matcher(text.substring(0, run.start())).find();
  }

  private static boolean isAddress(String text, int at) {
    int begin = at;
    while (begin > 0 && !isSpace(text.charAt(begin - 1))) {
      begin--;
    }
    String before = text.substring(begin, at);
    return ADDRESS.matcher(before).find() || before.endsWith("/") && BARE_ADDRESS.matcher(before).find();
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private static Mention at(String text, int at, Map<People.Somebody, Pattern> people) {
    Map<Integer, Set<User>> called = new TreeMap<>();
    people.forEach((person, call) -> calledTo(text, at, call, false)
        .ifPresent(to -> called.computeIfAbsent(to, longer -> new HashSet<>()).add(new User(person.id(), person.name()))));
    if (called.isEmpty()) {
      return Stream.of(Group.values()).flatMap(group -> GROUPS.get(group).stream().map(call -> calledTo(text, at, call, true))
          .flatMapToInt(OptionalInt::stream).mapToObj(to -> Mention.of(group, at, to))).findFirst().orElse(null);
    }
    int to = Collections.max(called.keySet());
    return called.get(to).stream().map(User::id).distinct().count() == 1 ? Mention.of(called.get(to).iterator().next(), at, to) : null;
  }

  /** Where the name ends that is called there; empty where it is none, or more than the server takes for one. */
  private static OptionalInt calledTo(String text, int at, Pattern call, boolean isGroup) {
    Matcher said = call.matcher(text).region(at, text.length());
    boolean isCalled = said.lookingAt() && said.end() - at <= MOST_UNITS
        && isEnd(Normalizer.normalize(text.substring(said.end(), Math.min(text.length(), said.end() + LONGEST_REST)), Normalizer.Form.NFC), isGroup);
    return isCalled ? OptionalInt.of(said.end()) : OptionalInt.empty();
  }

  private static boolean isEnd(String rest, boolean isGroup) {
    Matcher word = WORD.matcher(rest);
    return !GOES_ON.matcher(rest).lookingAt() && word.lookingAt() && PARTICLE.matcher(isGroup ? PLACE.matcher(word.group()).replaceFirst("") : word.group()).matches();
  }

  private static List<Pattern> calls(String... names) {
    return Stream.of(names).map(Callings::call).toList();
  }

  /** A name as it is typed: in any case, with any spaces, and as Macs keep it, syllables in their letters. */
  private static Pattern call(String name) {
    String forms = Stream.of(Normalizer.Form.NFC, Normalizer.Form.NFD).map(form -> Normalizer.normalize(name, form))
        .map(form -> Stream.of(form.split("[\\p{Z}\\s]+")).map(Pattern::quote).collect(Collectors.joining("[\\p{Z}\\t]+"))).collect(Collectors.joining("|"));
    return Pattern.compile("[@＠](?:" + forms + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
