package dochat.support;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the protocol, as the code has them: a test that goes through all of them has a new one, too. */
public final class Words {
  private Words() {}

  /** What the public constants of this class say that are texts, in their order. */
  public static Set<String> of(Class<?> constants) {
    return Stream.of(constants.getFields()).filter(field -> field.getType() == String.class).map(field -> {
      try {
        return (String) field.get(null);
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }).collect(Collectors.toCollection(TreeSet::new));
  }
}
