package dochat.verify;

import io.vertx.core.Future;
import java.util.Map;

/** The ways to a node. */
enum Way {
  WEBSOCKET("websocket", over(Pipes::webSocket)),
  SOCKJS("sockjs", over(Pipes::sockJs)),
  XHR("xhr-streaming", over(XhrPipe::open)),
  TCP("tcp", over(Pipes::tcp)),
  POLLING("polling", (desk, door, token, cursors, listener) -> PollLine.open(0, desk, door, token, cursors, listener)),
  LONG_POLLING("long-polling", (desk, door, token, cursors, listener) -> PollLine.open(5, desk, door, token, cursors, listener)),
  LINES("ndjson", StreamLine::lines),
  SERVER_SENT_EVENTS("sse", StreamLine::serverSentEvents),
  FEED("feed", StreamLine::feed);

  private final String option;
  private final Opener opener;

  Way(String option, Opener opener) {
    this.option = option;
    this.opener = opener;
  }

  private interface Opener {
    Future<Line> open(Desk desk, Door door, String token, Map<String, Cursor> cursors, Line.Listener listener);
  }

  /** As a person writes it. */
  String option() {
    return option;
  }

  /** Opens a line that follows these rooms from these cursors on. */
  Future<Line> open(Desk desk, Door door, String token, Map<String, Cursor> cursors, Line.Listener listener) {
    return opener.open(desk, door, token, cursors, listener);
  }

  private static Opener over(Pipe.Opener pipe) {
    return (desk, door, token, cursors, listener) -> EnvelopeLine.open(pipe, desk, door, token, cursors, listener);
  }
}
