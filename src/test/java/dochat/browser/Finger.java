package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.concurrent.TimeUnit;

/** A finger on the glass, as the browser itself makes events of it: what it would do to a touch, a press or a scroll happens. */
final class Finger {
  /** Less than what pages and browsers take for a long press. */
  private static final long BRIEF_MILLIS = 300;

  private final Page page;
  private final CDPSession input;
  private double x;
  private double y;
  private long downNanos;
  /** For how long it was still. */
  private long stillNanos;

  Finger(Person person) {
    page = person.page();
    input = person.page().context().newCDPSession(person.page());
  }

  /** Comes down in the middle of it, and stays. */
  Finger on(Locator place) {
    place.scrollIntoViewIfNeeded();
    BoundingBox box = place.boundingBox();
    x = box.x + box.width / 2;
    y = box.y + box.height / 2;
    downNanos = System.nanoTime();
    tell("touchStart");
    return this;
  }

  /** Moves by so many CSS pixels. */
  Finger moves(double right, double down) {
    for (int step = 0; step < 5; step++) {
      x += right / 5;
      y += down / 5;
      tell("touchMove");
      // With the second step, it has gone too far for a press.
      stillNanos = step == 1 ? System.nanoTime() - downNanos : stillNanos;
    }
    return this;
  }

  void lifts() {
    tell("touchEnd");
  }

  /** The system takes it, as for a call that comes in. */
  void isTaken() {
    tell("touchCancel");
    stillNanos = System.nanoTime() - downNanos;
  }

  /** Does what is no long press. On a machine that is late it may have become one: that is left again, and it is done once more. */
  void briefly(Runnable gesture) {
    gesture.run();
    while (stillNanos > TimeUnit.MILLISECONDS.toNanos(BRIEF_MILLIS)) {
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog[open], [popover]:popover-open")).hasCount(0);
      gesture.run();
    }
  }

  private void tell(String type) {
    JsonArray points = new JsonArray();
    if (type.equals("touchStart") || type.equals("touchMove")) {
      JsonObject point = new JsonObject();
      point.addProperty("x", x);
      point.addProperty("y", y);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    input.send("Input.dispatchTouchEvent", event);
  }
}
