package dochat.oidc;

/** The provider's answer is no good, in half a sentence for the operator that has none of it. Without a stack trace: it is not our mistake. */
final class Fault extends RuntimeException {
  Fault(String what) {
    super(what, null, false, false);
  }
}
