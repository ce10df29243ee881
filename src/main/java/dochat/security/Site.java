package dochat.security;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;

/**
 * The page that asks for a passkey, as its browser names it.
 *
 * @param origin as the header Origin has it, which may speak to this node
 * @param id     what passkeys are bound to: its host, without a port (WebAuthn Level 3, section 4, RP ID)
 */
public record Site(String origin, String id) {
  /** Throws {@code passkeys_unavailable} where no browser would have passkeys. */
  public static Site of(String origin) {
    HostName host = HostName.of(origin.substring(origin.indexOf("://") + 3));
    if (host.isAddress() || !origin.startsWith("https://") && !host.isLoopback()) {
      throw Problem.of(ProblemCode.PASSKEYS_UNAVAILABLE);
    }
    return new Site(origin, host.name());
  }
}
