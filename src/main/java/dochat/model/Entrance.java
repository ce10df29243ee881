package dochat.model;

import java.util.Objects;

/**
 * Who may come in who is nobody yet.
 *
 * @param guests whether a name is enough
 */
public record Entrance(Registration registration, boolean guests) {
  public Entrance {
    Objects.requireNonNull(registration, "registration");
  }

  /** What is let in by both. */
  public Entrance within(Entrance cap) {
    Registration stricter = registration.compareTo(cap.registration) >= 0 ? registration : cap.registration;
    return new Entrance(stricter, guests && cap.guests);
  }
}
