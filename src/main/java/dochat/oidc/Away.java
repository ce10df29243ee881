package dochat.oidc;

/** The provider did not answer, or says itself that it cannot; half a sentence for the operator. */
final class Away extends RuntimeException {
  Away(String what) {
    super(what, null, false, false);
  }
}
