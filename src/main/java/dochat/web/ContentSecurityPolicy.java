package dochat.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content security policy of a page (CSP Level 3): only this node's own files, but no style sheets; inline only the scripts and styles that the document
 * has, by their hashes. Frames and forms of this node, and a policy for script addresses, are what SockJS's older transports are made of.
 * The build asks for it and writes it beside the page, so that a node need not hash what is a megabyte each time that it starts.
 */
public final class ContentSecurityPolicy {
  private static final Pattern SCRIPT = Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>");
  private static final Pattern STYLE = Pattern.compile("<style[^>]*>");

  private ContentSecurityPolicy() {
  }

  /** The policy for this page. */
  public static String of(String page) {
    return "default-src 'none'; script-src 'self'" + hashes(SCRIPT, "</script>", page) + "; style-src" + hashes(STYLE, "</style>", page) + "; img-src 'self' data:; "
        + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'self'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html default";
  }

  /** Of the texts between the tags, which are long: an expression for all of it would try its end at each character. */
  private static String hashes(Pattern begin, String end, String page) {
    StringBuilder hashes = new StringBuilder();
    Matcher tag = begin.matcher(page);
    int to = 0;
    while (tag.find(to) && (to = page.indexOf(end, tag.end())) >= 0) {
      hashes.append(" '").append(hash(page.substring(tag.end(), to))).append('\'');
    }
    return hashes.toString();
  }

  private static String hash(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
