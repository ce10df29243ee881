package dochat.store;

import java.util.stream.Collectors;

/** What people write of Korean names who look for them quickly: the first consonants of their syllables ({@code ㄱㄴ} for 강남). */
final class FirstConsonants {
  private static final String ALL = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  /** Of Hangul syllables, that begin with the same consonant (Unicode, section 3.12). */
  private static final int SYLLABLES = 588;
  private static final int FIRST_SYLLABLE = 0xAC00;

  private FirstConsonants() {}

  /** The syllables that begin with these consonants; empty where it is not these alone. */
  static String ranges(String search) {
    return search.chars().allMatch(letter -> ALL.indexOf(letter) >= 0)
        ? search.chars().mapToObj(letter -> range(FIRST_SYLLABLE + ALL.indexOf(letter) * SYLLABLES)).collect(Collectors.joining()) : "";
  }

  /** The condition that a name has such syllables one after another, which are the parameter {@code :ranges}; that of nothing where there are none. */
  static String in(Engine engine, String ranges, String name) {
    return ranges.isEmpty() ? "1 = 0" : engine.hasPart(name, ":ranges");
  }

  private static String range(int first) {
    return "[" + Character.toString(first) + "-" + Character.toString(first + SYLLABLES - 1) + "]";
  }
}
