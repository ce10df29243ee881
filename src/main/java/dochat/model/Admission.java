package dochat.model;

/**
 * With what somebody asks for an account.
 *
 * @param cap        what the node itself lets in
 * @param invitation the hash of the secret in a link; null without one
 */
public record Admission(Entrance cap, byte[] invitation) {
  /** Of somebody who has no link, at a node that lets everybody in. */
  public static final Admission ANYBODY = new Admission(new Entrance(Registration.OPEN, true), null);
}
