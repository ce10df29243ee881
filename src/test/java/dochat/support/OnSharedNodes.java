package dochat.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test on {@link SharedNodes}. In a run of all tests such classes come together, by the tag that the pom knows, so that those nodes live for no longer than that. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("shared-nodes")
@ExtendWith(SharedNodes.class)
public @interface OnSharedNodes {
}
