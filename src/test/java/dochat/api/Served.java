package dochat.api;

import dochat.support.ChatNode;
import dochat.support.Http;
import java.nio.file.Path;

/**
 * What all cases ask.
 *
 * @param node      the node
 * @param full      one whose store gets full, and whose door is crowded
 * @param file      the node's store
 * @param api       what the node says that it answers
 * @param latecomer somebody at the full one
 */
record Served(ChatNode node, ChatNode full, Path file, OpenApi api, Http latecomer) {}
