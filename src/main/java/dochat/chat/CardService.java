package dochat.chat;

import dochat.model.Card;
import dochat.model.User;
import dochat.picture.Pictures;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.RateLimit;
import dochat.store.Cards;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What people show of themselves. Everybody who has signed in may see everybody's card, as they may find everybody's name. Any context may call, and is called
 * back on itself. Everything fails with a {@link Problem} when it is the client's or the load's fault.
 */
public final class CardService {
  private final Cards store;
  private final Pictures pictures;
  private final RateLimit changes = new RateLimit(Limits.CARD_CHANGES_PER_MINUTE / 60.0, Limits.CARD_CHANGES_PER_MINUTE);

  public CardService(Cards store, Pictures pictures) {
    this.store = store;
    this.pictures = pictures;
  }

  /** The cards of these people; those of nobody are missing. */
  public Future<List<Card>> cards(Command.Cards asked) {
    return store.of(asked.users()).recover(CardService::refuse);
  }

  /** One card. Fails with {@code user_not_found}. */
  public Future<Card> card(Command.Cards asked) {
    return cards(asked).compose(found -> found.isEmpty() ? Future.failedFuture(Problem.of(ProblemCode.USER_NOT_FOUND)) : Future.succeededFuture(found.get(0)));
  }

  /** Changes one's own; the answer is what it is then. */
  public Future<Card> change(User user, Command.Profile asked) {
    return changed(user, () -> store.change(user.id(), asked.change()));
  }

  /** Whether one more picture may be uploaded now; each that may has ended at some time ({@link #pictureEnded}). */
  public boolean expectPicture() {
    return pictures.begin();
  }

  /** An upload has been answered, or was given up. */
  public void pictureEnded() {
    pictures.end();
  }

  /** Makes one's own picture of what was uploaded; the answer is what the card is then. */
  public Future<Card> show(User user, byte[] body) {
    return changed(user, () -> pictures.sizes(body).compose(sizes -> store.show(user.id(), sizes)));
  }

  /** Takes one's own picture away; the answer is what the card is then. */
  public Future<Card> hide(User user) {
    return changed(user, () -> store.show(user.id(), Map.of()));
  }

  /** Somebody's picture of this size, JPEG, with its number; empty where there is none. */
  public Future<Optional<Map.Entry<Long, byte[]>>> picture(Command.Cards asked, int size) {
    return store.picture(asked.users().iterator().next(), size).recover(CardService::refuse);
  }

  private Future<Card> changed(User user, Supplier<Future<Card>> change) {
    return Changes.limited(changes, user).compose(granted -> change.get().recover(CardService::refuse));
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
