package dochat.archive;

/** What was asked for cannot be done; the message is a sentence for the operator. Expected, hence without a stack trace. */
final class ArchiveFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  ArchiveFault(String sentence) {
    super(sentence, null, false, false);
  }
}
