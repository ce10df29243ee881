package dochat.browser;

import dochat.support.ChatNode;
import dochat.support.Folders;
import java.nio.file.Path;
import java.util.List;

/** Two nodes of one chat, which all classes share: each test has rooms of its own. */
final class TwoNodes implements AutoCloseable {
  private static final String[] OPTIONS = {"--post-rate", "1000000"};

  private final Path data = Folders.temporary();
  private final List<ChatNode> nodes = ChatNode.cluster(2, data, OPTIONS);

  ChatNode first() {
    return nodes.get(0);
  }

  ChatNode second() {
    return nodes.get(1);
  }

  /** A third node of the same chat, for a test that ends it. */
  ChatNode third() {
    return ChatNode.start(data, OPTIONS);
  }

  /** A node that has ended, at the same port. */
  ChatNode thirdAgain(ChatNode ended) {
    return ChatNode.start(data, "--post-rate", "1000000", "--port", Integer.toString(ended.port()));
  }

  @Override
  public void close() {
    nodes.forEach(ChatNode::close);
    Folders.delete(data);
  }
}
