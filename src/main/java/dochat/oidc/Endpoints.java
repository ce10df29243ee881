package dochat.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0 section 3).
 *
 * @param authorization where people say who they are
 * @param token         where a code is given for a token
 * @param keys          where the keys are with which it signs
 * @param userInfo      where it says more of somebody; null if nowhere
 * @param takesBasic    whether this chat may prove itself in a header (RFC 6749 section 2.3.1), else it does in the form
 * @param namesItself   whether it says with each code that it is its own (RFC 9207)
 */
record Endpoints(String authorization, String token, String keys, String userInfo, boolean takesBasic, boolean namesItself) {
  private static final String PATH = "/.well-known/openid-configuration";

  /** Where it says so. */
  static String of(String issuer) {
    return (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + PATH;
  }

  /** Fails with {@link Fault} where it is another one, or says too little. */
  static Endpoints from(JsonObject document, String issuer) {
    if (!issuer.equals(document.getValue("issuer"))) {
      throw new Fault("it says that its issuer is another one than --oidc-issuer");
    }
    boolean isPlain = issuer.startsWith("http://");
    Object ways = document.getValue("token_endpoint_auth_methods_supported");
    boolean takesBasic = !(ways instanceof JsonArray names) || names.contains("client_secret_basic");
    return new Endpoints(url(document, "authorization_endpoint", isPlain), url(document, "token_endpoint", isPlain), url(document, "jwks_uri", isPlain),
        document.getValue("userinfo_endpoint") == null ? null : url(document, "userinfo_endpoint", isPlain), takesBasic,
        Boolean.TRUE.equals(document.getValue("authorization_response_iss_parameter_supported")));
  }

  /** In the clear only where the provider itself is. */
  private static String url(JsonObject document, String field, boolean isPlain) {
    Object value = document.getValue(field);
    if (value instanceof String url && isUrl(url, isPlain)) {
      return url;
    }
    throw new Fault("its " + field + " is missing or no URL that is protected as it is itself");
  }

  private static boolean isUrl(String text, boolean isPlain) {
    try {
      URI url = URI.create(text);
      return url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null && ("https".equals(url.getScheme()) || isPlain && "http".equals(url.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
