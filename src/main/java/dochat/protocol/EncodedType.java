package dochat.protocol;

/**
 * The type of an event that is encoded already, found without decoding it: it stands behind the number ({@link Views#event}). Within a text no
 * such words can be, since its quotes are escaped.
 */
final class EncodedType {
  private final String words;

  EncodedType(String type) {
    this.words = "\"type\":\"" + type + "\"";
  }

  boolean isOf(String event) {
    return event.startsWith(words, event.indexOf(',') + 1);
  }
}
