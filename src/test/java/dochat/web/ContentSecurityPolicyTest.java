package dochat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page may run its own files and the inline scripts and styles that it really has. */
class ContentSecurityPolicyTest {
  /** The hash of {@code alert('Hello, world.');} in section 6.7.2.5 of CSP Level 3 and its examples. */
  private static final String HELLO = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

  @Test
  void anInlineScriptIsAllowedByItsHash() {
    assertEquals("script-src 'self' " + HELLO, directive("<script>alert('Hello, world.');</script>"));
    assertEquals("script-src 'self' " + HELLO, directive("<script type=\"importmap\">alert('Hello, world.');</script>"));
    assertEquals("script-src 'self' " + HELLO + " " + HELLO,
        directive("<script>alert('Hello, world.');</script>\n<script type=module src=\"x.js\"></script><script>alert('Hello, world.');</script>"));
  }

  @Test
  void scriptsOfFilesNeedNoHash() {
    assertEquals("script-src 'self'", directive("<script src=\"/app.js\"></script><script type=\"module\" src='x.js'></script>"));
    assertEquals("script-src 'self'", directive("<p>no script</p>"));
  }

  @Test
  void anInlineStyleToo() {
    assertTrue(ContentSecurityPolicy.of("<style>alert('Hello, world.');</style>").contains("; style-src " + HELLO + ";"));
    assertTrue(ContentSecurityPolicy.of("<link rel=\"stylesheet\" href=\"/x.css\">").contains("; style-src;"), "and no file");
  }

  @Test
  void everyByteOfAScriptCounts() {
    assertFalse(directive("<script> alert('Hello, world.');</script>").contains(HELLO));
    assertFalse(directive("<script>\nalert('Hello, world.');\n</script>").contains(HELLO));
  }

  @Test
  void nothingElseIsAllowed() {
    List<String> policy = Arrays.asList(ContentSecurityPolicy.of("").split("; "));
    assertTrue(policy.containsAll(List.of("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-src 'self'", "frame-ancestors 'none'", "style-src")));
    assertFalse(policy.toString().contains("unsafe") || policy.toString().contains("*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.en", "chat.ko", "lab.en", "lab.ko", "cluster.en", "cluster.ko"})
  void standsBesideEachPage(String page) {
    String policy = ContentSecurityPolicy.of(Document.text("pages/" + page + ".html"));
    assertEquals(policy, Document.text("pages/" + page + ".html.csp"));
    assertTrue(policy.contains("script-src 'self' 'sha256-") && policy.contains("style-src 'sha256-"), policy);
  }

  private static String directive(String page) {
    return Arrays.stream(ContentSecurityPolicy.of(page).split("; ")).filter(each -> each.startsWith("script-src")).findFirst().orElseThrow();
  }
}
