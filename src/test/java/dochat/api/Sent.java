package dochat.api;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/** Gathers what a request sent; its publisher holds all of it, and gives it on the thread that asks. */
final class Sent implements Flow.Subscriber<ByteBuffer> {
  private final StringBuilder text = new StringBuilder();

  private Sent() {}

  static String body(BodyPublisher publisher) {
    Sent sent = new Sent();
    publisher.subscribe(sent);
    return sent.text.toString();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer part) {
    text.append(StandardCharsets.UTF_8.decode(part));
  }

  @Override
  public void onError(Throwable error) {
    throw new AssertionError(error);
  }

  @Override
  public void onComplete() {}
}
