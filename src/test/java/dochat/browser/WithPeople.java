package dochat.browser;

import dochat.support.SharedNodes;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test {@link People} of its own and the {@link TwoNodes} of all. Browser and nodes start with the first test that asks for them and
 * end after the last one.
 */
final class WithPeople implements ParameterResolver, AfterEachCallback {
  private static final Namespace PLACE = Namespace.create(WithPeople.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == People.class || type == TwoNodes.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    if (parameter.getParameter().getType() == TwoNodes.class) {
      SharedNodes.begin(test);
      return new TwoNodes();
    }
    return test.getStore(PLACE).getOrComputeIfAbsent(People.class, type -> new People(ofAll(test, Chromium.class, Chromium::start)));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    People people = test.getStore(PLACE).remove(People.class, People.class);
    if (people != null) {
      people.leave(test.getExecutionException().isPresent());
    }
  }

  /** The store of the session closes what it holds when all tests have run. */
  private static <T> T ofAll(ExtensionContext test, Class<T> type, Supplier<T> start) {
    return type.cast(test.getStore(StoreScope.LAUNCHER_SESSION, PLACE).getOrComputeIfAbsent(type, key -> start.get()));
  }
}
