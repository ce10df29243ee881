package dochat.session;

import dochat.chat.Refusals;
import dochat.loop.LoopClock;
import dochat.metrics.Seldom;
import dochat.model.User;
import dochat.protocol.Address;
import dochat.protocol.CloseReason;
import dochat.protocol.Codec;
import dochat.protocol.Envelope;
import dochat.protocol.Frames;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.TokenBucket;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected client: takes its frames in, answers its commands, keeps its rooms. Made by {@link Sessions} for a door; all methods are
 * called on one event loop. It queues nothing for a client and never blocks.
 */
public final class Session implements Peer {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final Future<Void> NOW = Future.succeededFuture();
  private static final Seldom WARNINGS = new Seldom();
  private static final Set<String> WAITED_FOR = Set.of(Address.SESSION, Address.EVENTS, Address.ROOMS);

  private final Services services;
  private final Wire wire;
  private final Consumer<Peer> whenClosed;
  private final Registrations registrations;
  private final TokenBucket commands;
  private final Liveness liveness;
  private final Intake intake;
  private final RoomNews roomNews = new RoomNews();
  private final CardNews cardNews;
  private final PersonalFeed feed;
  private final Parting parting = new Parting();
  private final Speaker speaker;
  private final Answers answers;
  /** Completed when the next frame may be taken: it is known who sends it. */
  private Future<Void> turn = NOW;
  /** The person among whose connections this one is counted; null while it is nobody's. */
  private String place;
  private boolean isPinging;
  private boolean isClosed;

  Session(Services services, Context loop, LoopClock clock, Wire wire, Consumer<Peer> whenClosed) {
    this.services = services;
    this.wire = wire;
    this.whenClosed = whenClosed;
    this.registrations = new Registrations(services, loop, wire, Sessions.LINGER_MILLIS, this::shutOut, this::close);
    this.cardNews = new CardNews(services.cardWatch());
    this.feed = new PersonalFeed(services, loop, wire);
    this.speaker = new Speaker(services, wire, this::belongTo, this::belongToNobody);
    this.commands = new TokenBucket(Limits.COMMANDS_PER_SECOND, 2 * Limits.COMMANDS_PER_SECOND, System.nanoTime());
    this.liveness = new Liveness(clock);
    this.intake = new Intake(wire);
    this.answers = new Answers(services, speaker, registrations, roomNews, cardNews, feed, liveness, parting, wire.transport(), this::write);
  }

  /** Uses the token that came with the handshake. Whatever is received meanwhile waits for the answer. */
  public void authenticate(String token) {
    speaker.offer(token);
    then(() -> speaker.use(token));
  }

  /** Takes a frame of the client. Frames are answered in their order, as far as what they ask for is done in order. */
  public void receive(String frame) {
    if (isClosed) {
      return;
    }
    heard();
    if (isTooLarge(frame)) {
      oversized();
      return;
    }
    Envelope envelope = Codec.decode(frame);
    int waitSeconds = commands.take(System.nanoTime());
    if (waitSeconds > 0) {
      answers.refuse(Answers.refusalAddress(envelope), Problem.rateLimited(waitSeconds));
      return;
    }
    useTokenOf(envelope);
    intake.received();
    then(() -> intake.room().compose(room -> isClosed ? Future.succeededFuture() : take(envelope)));
  }

  /** The peer gave a sign of life that is no frame. */
  public void heard() {
    liveness.heard();
  }

  /** The client sent something that no frame of the protocol can be; it stays connected. */
  public void refuse(ProblemCode code) {
    heard();
    answers.refuse(null, Problem.of(code));
  }

  /** The client sent more than a frame may hold; it is told and closed. */
  public void oversized() {
    if (!isClosed) {
      answers.refuse(null, Problem.of(ProblemCode.FRAME_TOO_LARGE));
      close(CloseReason.FRAME_TOO_LARGE);
    }
  }

  @Override
  public void close(CloseReason reason) {
    if (!isClosed) {
      ended(reason);
      wire.close(reason);
    }
  }

  /** Who has been told goes by itself; who has not must not miss the answers to what it has asked. */
  @Override
  public boolean goAway(long graceMillis, boolean isTold) {
    boolean isAsked = graceMillis > 0 && isTold && parting.isWanted() && !wire.isFull();
    boolean isGiven = isAsked || graceMillis > 0 && !intake.isIdle();
    if (isAsked) {
      write(Frames.goingAway(graceMillis));
    } else if (isGiven) {
      intake.idle().onSuccess(answered -> close(CloseReason.GOING_AWAY));
    } else {
      close(CloseReason.GOING_AWAY);
    }
    return isGiven;
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  /** The connection has ended. Only the first reason counts. */
  public void ended(CloseReason reason) {
    if (isClosed) {
      return;
    }
    isClosed = true;
    feed.end();
    registrations.close();
    if (place != null) {
      services.people().give(place);
    }
    services.metrics().closed(wire.transport(), reason.code());
    whenClosed.accept(this);
  }

  @Override
  public void tick(long nowNanos) {
    tellOfRooms();
    tellOfCards();
    feed.tick();
    if (speaker.isNobody() && !speaker.isAsked() && liveness.isOlderThan(Limits.AUTHENTICATION_MILLIS, nowNanos)) {
      close(CloseReason.UNAUTHENTICATED);
      return;
    }
    if (liveness.takeAskedBeat(nowNanos) && !wire.isFull()) {
      write(Frames.HEARTBEAT);
    }
    if (liveness.isBeatDue(nowNanos)) {
      beat(nowNanos);
    }
  }

  @Override
  public void signedOut(String fingerprint) {
    if (speaker.isOf(fingerprint)) {
      close(CloseReason.SIGNED_OUT);
    }
  }

  @Override
  public void roomsChanged() {
    roomNews.happened();
    tellOfRooms();
  }

  @Override
  public void roomsChanged(Set<String> people) {
    if (speaker.user() != null && people.contains(speaker.user().id())) {
      roomsChanged();
    }
  }

  @Override
  public void cardsChanged(Set<String> users) {
    tellOfCards();
    if (speaker.user() != null && users.contains(speaker.user().id())) {
      speaker.renew();
    }
  }

  private void shutOut(String room, Problem why) {
    answers.refuse(Address.ofRoom(room), why);
  }

  private void belongToNobody() {
    feed.end();
    cardNews.end();
    registrations.clear();
  }

  private void belongTo(User user) {
    feed.belongTo(user.id());
    if (isClosed || user.id().equals(place)) {
      registrations.belongTo(user);
    } else if (services.people().take(user.id())) {
      if (place != null) {
        services.people().give(place);
      }
      place = user.id();
      registrations.belongTo(user);
    } else {
      answers.refuse(null, Problem.of(ProblemCode.TOO_MANY_CONNECTIONS));
      close(CloseReason.TOO_MANY_CONNECTIONS);
    }
  }

  private void tellOfRooms() {
    if (roomNews.take(!wire.isFull())) {
      write(Frames.ROOMS_CHANGED);
    }
  }

  private void tellOfCards() {
    String news = cardNews.take(!wire.isFull());
    if (news != null) {
      write(news);
    }
  }

  private void beat(long nowNanos) {
    boolean isSilent = wire.answersPings() ? liveness.leavesPingsUnanswered() : liveness.isSilent(Limits.SILENCE_MILLIS, nowNanos);
    if (isSilent && !wire.isTaking()) {
      close(CloseReason.SILENT);
      return;
    }
    ping();
    if (liveness.beat(nowNanos)) {
      checkSpeaker();
    }
  }

  /** One that is still on its way behind what the peer has not taken yet has not been asked, and another one would only wait behind it. */
  private void ping() {
    if (!isPinging && wire.answersPings()) {
      isPinging = true;
      wire.ping().onComplete((written, failure) -> {
        isPinging = false;
        liveness.pinged();
      });
    }
  }

  private void checkSpeaker() {
    speaker.isStillKnown().onSuccess(isKnown -> {
      if (!isKnown) {
        close(CloseReason.SIGNED_OUT);
      }
    }).onFailure(failure -> LOG.debug("identity not checked, the next beats try again reason={}", failure.toString()));
  }

  private void useTokenOf(Envelope envelope) {
    String token = null;
    if (envelope instanceof Envelope.Send send) {
      token = send.headers().token();
    } else if (envelope instanceof Envelope.Register register) {
      token = register.headers().token();
    }
    if (speaker.isNew(token)) {
      authenticate(token);
    }
  }

  /** Does this after everything before it. A step that fails ends the session, since what follows relies on it. */
  private void then(Supplier<Future<?>> step) {
    Future<Void> mine = turn.compose(before -> isClosed ? Future.succeededFuture() : step.get()).mapEmpty();
    turn = mine;
    mine.onSuccess(done -> turn = turn == mine ? NOW : turn).onFailure(this::broken);
  }

  /** A store that does not serve says so itself, once a second and not for each client. */
  private void broken(Throwable failure) {
    if (!isClosed) {
      boolean isBusy = Refusals.of(failure) instanceof Problem problem && problem.code() == ProblemCode.BUSY;
      if (isBusy) {
        LOG.debug("session ended transport={} reason={}", wire.transport(), failure.toString());
      } else {
        WARNINGS.now(() -> LOG.warn("session ended transport={} reason={}", wire.transport(), failure.toString()));
      }
      close(isBusy ? CloseReason.BUSY : CloseReason.INTERNAL);
    }
  }

  /** Begins to answer; the next frame waits only for what decides who it is from, and for long answers, of which a client has one at a time. */
  private Future<?> take(Envelope envelope) {
    boolean isWaitedFor = envelope instanceof Envelope.Send send && WAITED_FOR.contains(send.address());
    Future<Void> answered = answers.to(envelope).onComplete((done, failure) -> intake.answered());
    return isWaitedFor ? answered : Future.succeededFuture();
  }

  private void write(String frame) {
    if (!isClosed) {
      intake.wrote(wire.write(frame));
    }
  }

  /** Three bytes a character is the most that UTF-8 needs, so that most frames are not counted. */
  private static boolean isTooLarge(String frame) {
    return frame.length() > Limits.FRAME_BYTES / 3 && ByteBufUtil.utf8Bytes(frame) > Limits.FRAME_BYTES;
  }
}
