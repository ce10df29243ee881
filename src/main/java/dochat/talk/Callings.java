package dochat.talk;

import dochat.model.Mention;
import dochat.model.Mention.Group;
import dochat.model.User;
import dochat.protocol.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whom a typed line calls: {@code @name} of the only one of that name, {@code @all} and {@code @here}. Pure. */
final class Callings {
  /** What Korean puts behind a name. */
  private static final Pattern PARTICLE = Pattern.compile("님?(?:[은는이가을를의와과도만께아야]|에게(?:서|는|도)?|한테(?:서|는|도)?|이?랑|이?나|이?라고|하고|으?로|처럼|보다|까지|부터|이에요|예요|입니다)?");

  private Callings() {}

  /** In the order in which they stand in the text; of several people of one name nobody is meant. */
  static List<Mention> in(String text, List<People.Somebody> people) {
    List<People.Somebody> longestFirst = people.stream().sorted(Comparator.comparingInt((People.Somebody each) -> each.name().length()).reversed()).toList();
    List<Mention> mentions = new ArrayList<>();
    for (int at = text.indexOf('@'); at >= 0 && mentions.size() < Limits.MENTIONS; at = text.indexOf('@', at + 1)) {
      Mention mention = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1)) ? null : at(text, at, longestFirst);
      if (mention != null) {
        mentions.add(mention);
        at = mention.to() - 1;
      }
    }
    return mentions;
  }

  private static Mention at(String text, int at, List<People.Somebody> longestFirst) {
    for (People.Somebody person : longestFirst) {
      if (isCalled(text, at, person.name())) {
        boolean isOnly = longestFirst.stream().filter(other -> other.name().equalsIgnoreCase(person.name())).map(People.Somebody::id).distinct().count() == 1;
        return isOnly ? Mention.of(new User(person.id(), person.name()), at, at + 1 + person.name().length()) : null;
      }
    }
    for (Group group : Group.values()) {
      if (isCalled(text, at, group.word())) {
        return Mention.of(group, at, at + 1 + group.word().length());
      }
    }
    return null;
  }

  private static boolean isCalled(String text, int at, String name) {
    return text.regionMatches(true, at + 1, name, 0, name.length()) && isEnd(text.substring(at + 1 + name.length()));
  }

  private static boolean isEnd(String rest) {
    int end = 0;
    while (end < rest.length() && Character.isLetterOrDigit(rest.charAt(end))) {
      end++;
    }
    return PARTICLE.matcher(rest.substring(0, end).toLowerCase(Locale.ROOT)).matches();
  }
}
