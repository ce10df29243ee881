package dochat.browser;

import dochat.support.ChatNode;
import dochat.support.SharedNodes;

/** Two nodes of one chat, which all classes share: each test has rooms of its own. */
final class TwoNodes {
  ChatNode first() {
    return SharedNodes.first();
  }

  ChatNode second() {
    return SharedNodes.second();
  }

  /** One more node of the same chat, for a test that ends it. */
  ChatNode third() {
    return SharedNodes.another();
  }

  /** A node that has ended, at the same port. */
  ChatNode thirdAgain(ChatNode ended) {
    return SharedNodes.another("--port", Integer.toString(ended.port()));
  }
}
