package dochat.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The answer to the handshake of one WebSocket. */
final class Handshake {
  private static final String END = "\r\n\r\n";
  private static final String UPGRADED = "HTTP/1.1 101 ";

  private String answer = "";
  private boolean isWhole;

  /** Reads of it what is there, and nothing of what follows; whether it has come as a whole. */
  boolean read(ByteBuf in) {
    int before = answer.length();
    answer += in.toString(StandardCharsets.ISO_8859_1);
    int end = answer.indexOf(END);
    isWhole = end >= 0;
    in.skipBytes(isWhole ? end + END.length() - before : in.readableBytes());
    return isWhole;
  }

  /** Whether frames follow. */
  boolean isUpgraded() {
    return isWhole && answer.startsWith(UPGRADED);
  }

  /** What the answer says in its first line. */
  String status() {
    return answer.lines().findFirst().orElse("");
  }
}
