package dochat.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;

/** A finger on the glass, as the browser itself makes events of it: what it would do to a touch, a press or a scroll happens. */
final class Finger {
  private final CDPSession input;
  private double x;
  private double y;

  Finger(Person person) {
    input = person.page().context().newCDPSession(person.page());
  }

  /** Comes down in the middle of it, and stays. */
  Finger on(Locator place) {
    place.scrollIntoViewIfNeeded();
    BoundingBox box = place.boundingBox();
    x = box.x + box.width / 2;
    y = box.y + box.height / 2;
    tell("touchStart");
    return this;
  }

  /** Moves by so many CSS pixels. */
  Finger moves(double right, double down) {
    for (int step = 0; step < 5; step++) {
      x += right / 5;
      y += down / 5;
      tell("touchMove");
    }
    return this;
  }

  void lifts() {
    tell("touchEnd");
  }

  /** The system takes it, as for a call that comes in. */
  void isTaken() {
    tell("touchCancel");
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
