package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dochat.bus.Inquiry.Reply;
import dochat.bus.Inquiry.Silence;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One node that answers as none of ours would does not hide the others. */
class InquiryTest {
  private static final JsonObject QUESTION = new JsonObject().put("name", "whoever asks");

  private final Vertx vertx = Vertx.vertx();
  private final Inquiry inquiry = new Inquiry("here", () -> Set.of("here", "there"), Future::succeededFuture);

  @AfterEach
  void end() {
    vertx.close().await();
  }

  @Test
  void anAnswerOfAnotherShapeIsNone() {
    vertx.deployVerticle(inquiry).await();
    for (Object body : List.of("text", new JsonObject(), new JsonObject().put("micros", 1), new JsonObject().put("micros", "x").put("answer", QUESTION),
        new JsonObject().put("micros", 1).put("answer", 1), new JsonObject().put("micros", 1).put("answer", new JsonObject()), new JsonObject().put("answer", QUESTION))) {
      var there = vertx.eventBus().consumer(Addresses.ofInquiry("there"), question -> question.reply(body));
      List<Reply<String>> replies = inquiry.askAll(QUESTION, answer -> answer.getString("name")).await();
      there.unregister().await();
      assertEquals("whoever asks", replies.get(0).answer());
      assertNull(replies.get(1).answer());
      assertEquals(Silence.FAILED, replies.get(1).silence(), body::toString);
    }
  }

  @Test
  void whoIsNotThereOrDoesNotListenIsTold() {
    vertx.deployVerticle(inquiry).await();
    assertEquals(Silence.DEAF, inquiry.ask("there", QUESTION, answer -> answer).await().silence());
    assertEquals(Silence.GONE, inquiry.ask("nowhere", QUESTION, answer -> answer).await().silence());
  }
}
