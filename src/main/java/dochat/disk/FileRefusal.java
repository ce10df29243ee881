package dochat.disk;

import java.io.IOException;

/** A file cannot be written, because of what is there or of who writes it; the message is a sentence for the operator. Expected. */
public final class FileRefusal extends IOException {
  private static final long serialVersionUID = 1;

  FileRefusal(String sentence) {
    super(sentence);
  }
}
