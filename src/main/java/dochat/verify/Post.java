package dochat.verify;

import java.util.Set;

/**
 * What one client wrote and what became of it. If there is neither a number nor a refusal, it is not known whether it was saved.
 *
 * @param numbers   the numbers under which it was acknowledged
 * @param isRefused whether the node has said that it was not saved, and nobody has tried again
 */
record Post(String author, String room, String id, String text, Set<Long> numbers, boolean isRefused) {
  String key() {
    return author + " " + id;
  }
}
