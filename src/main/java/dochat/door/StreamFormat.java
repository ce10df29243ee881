package dochat.door;

import dochat.protocol.Delivery;
import dochat.protocol.Frame;
import dochat.protocol.News;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** The ways to write news into a stream. Pure. */
public enum StreamFormat {
  /** One event a line; where the room stands as a line of type {@code head} or {@code reset}, which is none of an event. */
  LINES("application/x-ndjson", "", "\n") {
    @Override
    String text(News news, boolean isFirst) {
      StringBuilder text = new StringBuilder();
      if (isFirst || news.isReset()) {
        text.append(standing(news)).append('\n');
      }
      news.delivery().events().forEach(event -> text.append(event).append('\n'));
      return text.toString();
    }
  },

  /** Server-sent events (WHATWG HTML, section 9.2), with epoch and sequence number as their id: the cursor that a browser comes back with. */
  SERVER_SENT_EVENTS("text/event-stream", "retry: 2000\n\n", ":\n\n") {
    @Override
    String text(News news, boolean isFirst) {
      Delivery delivery = news.delivery();
      StringBuilder text = new StringBuilder();
      if (isFirst || news.isReset()) {
        text.append("event: ").append(news.isReset() ? "reset" : "head").append("\nid: ").append(id(delivery, delivery.after()))
            .append("\ndata: ").append(standing(news)).append("\n\n");
      }
      long seq = delivery.after();
      for (String event : delivery.events()) {
        text.append("id: ").append(id(delivery, ++seq)).append("\ndata: ").append(event).append("\n\n");
      }
      return text.toString();
    }
  },

  /** The frames of the envelope, one a line: everything of all rooms. */
  FRAMES("application/x-ndjson", "", "\n") {
    @Override
    String text(News news, boolean isFirst) {
      return news.frame() + "\n";
    }
  };

  private final String mediaType;
  private final String opening;
  private final String keepAlive;
  private final Function<News, Frame> following = news -> Frame.of(text(news, false));

  StreamFormat(String mediaType, String opening, String keepAlive) {
    this.mediaType = mediaType;
    this.opening = opening;
    this.keepAlive = keepAlive;
  }

  /** What to write for this; may be empty. */
  abstract String text(News news, boolean isFirst);

  /** What a stream begins with. */
  Frame first(News news) {
    return Frame.of(opening + text(news, true));
  }

  /** What to write for this later on, shared by all streams of the format; may be empty. */
  Frame next(News news) {
    return news.encoded(following);
  }

  /** What a client names in Accept. */
  public String mediaType() {
    return mediaType;
  }

  /** What clients pass over, and proxies take for life. */
  String keepAlive() {
    return keepAlive;
  }

  private static String id(Delivery delivery, long seq) {
    return delivery.epoch() + "." + seq;
  }

  private static String standing(News news) {
    return new JsonObject().put("type", news.isReset() ? "reset" : "head").put("epoch", news.delivery().epoch())
        .put("head", news.delivery().head()).encode();
  }
}
