package dochat.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of docs/dochat.d.ts, as far as it is written: interfaces, and unions of words. */
final class Typed {
  private final String text;

  Typed() throws IOException {
    text = Files.readString(Path.of("docs/dochat.d.ts")).replaceAll("(?s)/\\*.*?\\*/", "");
  }

  /** The fields of an interface with their types, an optional one with its question mark. */
  Map<String, String> fields(String name) {
    Matcher begin = Pattern.compile("interface " + name + " (?=\\{)").matcher(text);
    if (!begin.find()) {
      throw new AssertionError("docs/dochat.d.ts has no interface " + name);
    }
    return members(text.substring(begin.end()));
  }

  /** Those of a type that is written in place, or has a name; of a union those of its first part. */
  Map<String, String> fieldsOf(String type) {
    if (type.startsWith("{")) {
      return members(type);
    }
    Matcher alias = Pattern.compile("type " + type + " = (\\w+)").matcher(text);
    return type.startsWith("Record<") ? Map.of() : fields(alias.find() ? alias.group(1) : type);
  }

  /** The words of a union. */
  Set<String> words(String name) {
    Matcher union = Pattern.compile("type " + name + " =([^;]*);").matcher(text);
    if (!union.find()) {
      throw new AssertionError("docs/dochat.d.ts has no words " + name);
    }
    return new TreeSet<>(Pattern.compile("'([^']*)'").matcher(union.group(1)).results().map(word -> word.group(1)).toList());
  }

  /** What stands between a brace and the one that ends it. */
  private static Map<String, String> members(String from) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : split(from)) {
      int colon = member.startsWith("[") ? member.indexOf("]:") + 1 : member.indexOf(':');
      members.put(member.substring(0, colon).replace("'", "").strip(), member.substring(colon + 1).strip());
    }
    return members;
  }

  private static List<String> split(String from) {
    List<String> members = new ArrayList<>();
    StringBuilder member = new StringBuilder();
    int depth = 1;
    for (int i = 1; depth > 0; i++) {
      char next = from.charAt(i);
      depth += next == '{' ? 1 : next == '}' ? -1 : 0;
      if (depth == 0 || depth == 1 && next == ';') {
        if (!member.toString().isBlank()) {
          members.add(member.toString().strip());
        }
        member.setLength(0);
      } else {
        member.append(next);
      }
    }
    return members;
  }
}
