package dochat.session;

import dochat.chat.Refusals;
import dochat.model.User;
import dochat.protocol.Address;
import dochat.protocol.CloseReason;
import dochat.protocol.Codec;
import dochat.protocol.Command;
import dochat.protocol.Envelope;
import dochat.protocol.Frames;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.security.Identities;
import dochat.security.Identity;
import dochat.security.TokenBucket;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
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

  private final Services services;
  private final Wire wire;
  private final Consumer<Peer> whenClosed;
  private final Registrations registrations;
  private final TokenBucket commands;
  private final Liveness liveness;
  private final Intake intake;
  /** Completed when the next frame may be taken: it is known who sends it. */
  private Future<Void> turn = Future.succeededFuture();
  private Identity identity;
  private String lastToken;
  private boolean hearsOfRooms;
  private boolean hasNewRooms;
  private boolean isClosed;

  Session(Services services, Context loop, Wire wire, Consumer<Peer> whenClosed) {
    this.services = services;
    this.wire = wire;
    this.whenClosed = whenClosed;
    this.registrations = new Registrations(services, loop, wire, 0, this::close);
    this.commands = new TokenBucket(Limits.COMMANDS_PER_SECOND, 2 * Limits.COMMANDS_PER_SECOND, System.nanoTime());
    this.liveness = new Liveness(System.nanoTime());
    this.intake = new Intake(wire);
  }

  /** Uses the token that came with the handshake. Whatever is received meanwhile waits for the answer. */
  public void authenticate(String token) {
    lastToken = token;
    then(() -> services.identities().find(token).map(found -> identity = found.orElse(null)));
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
      refuse(refusalAddress(envelope), Problem.rateLimited(waitSeconds));
      return;
    }
    useTokenOf(envelope);
    intake.received();
    then(() -> take(envelope));
  }

  /** The peer gave a sign of life that is no frame. */
  public void heard() {
    liveness.heard(System.nanoTime());
  }

  /** The client sent something that no frame of the protocol can be; it stays connected. */
  public void refuse(ProblemCode code) {
    heard();
    refuse(null, Problem.of(code));
  }

  /** The client sent more than a frame may hold; it is told and closed. */
  public void oversized() {
    if (!isClosed) {
      refuse(null, Problem.of(ProblemCode.FRAME_TOO_LARGE));
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

  /** The connection has ended. Only the first reason counts. */
  public void ended(CloseReason reason) {
    if (isClosed) {
      return;
    }
    isClosed = true;
    registrations.close();
    services.metrics().closed(wire.transport(), reason.code());
    whenClosed.accept(this);
  }

  @Override
  public void tick(long nowNanos) {
    tellOfRooms();
    if (identity == null && liveness.isOlderThan(Limits.AUTHENTICATION_MILLIS, nowNanos)) {
      close(CloseReason.UNAUTHENTICATED);
    } else if (liveness.isBeatDue(nowNanos)) {
      beat(nowNanos);
    }
  }

  @Override
  public void signedOut(String fingerprint) {
    if (identity != null && Identities.fingerprint(identity).equals(fingerprint)) {
      close(CloseReason.SIGNED_OUT);
    }
  }

  @Override
  public void roomsChanged() {
    hasNewRooms = hearsOfRooms;
    tellOfRooms();
  }

  /** A client that does not read is told once, when it does. */
  private void tellOfRooms() {
    if (hasNewRooms && !wire.isFull()) {
      hasNewRooms = false;
      write(Frames.rec(Address.ROOMS, new JsonObject().put("changed", true)));
    }
  }

  private void beat(long nowNanos) {
    long patienceMillis = wire.ping() ? 2L * Limits.HEARTBEAT_MILLIS : Limits.SILENCE_MILLIS;
    if (liveness.isSilent(patienceMillis, nowNanos)) {
      close(CloseReason.SILENT);
      return;
    }
    if (liveness.beat(nowNanos) && identity != null) {
      checkIdentity(identity);
    }
  }

  private void checkIdentity(Identity asked) {
    services.identities().confirm(asked.token()).onSuccess(found -> {
      if (found.isEmpty() && identity == asked) {
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
    if (token != null && !token.equals(lastToken)) {
      authenticate(token);
    }
  }

  /** Does this after everything before it. A step that fails ends the session, since what follows relies on it. */
  private void then(Supplier<Future<?>> step) {
    turn = turn.compose(before -> isClosed ? Future.succeededFuture() : step.get()).mapEmpty();
    turn.onFailure(this::broken);
  }

  private void broken(Throwable failure) {
    if (!isClosed) {
      LOG.warn("session ended transport={} reason={}", wire.transport(), failure.toString());
      close(CloseReason.INTERNAL);
    }
  }

  /** Begins to answer; the next frame waits only for what decides who it is from. */
  private Future<?> take(Envelope envelope) {
    boolean isSignIn = envelope instanceof Envelope.Send send && send.address().equals(Address.SESSION);
    Future<Void> answered = answer(envelope).onComplete((done, failure) -> intake.answered());
    return isSignIn ? answered : Future.succeededFuture();
  }

  /** Completed, and never failed, when the answer has been written. */
  private Future<Void> answer(Envelope envelope) {
    if (envelope instanceof Envelope.Send send) {
      return reply(send, run(send));
    } else if (envelope instanceof Envelope.Register register) {
      return register(register).onFailure(refusal -> refuse(register.address(), problem(refusal))).otherwiseEmpty();
    } else if (envelope instanceof Envelope.Ping) {
      write(Frames.PONG);
    } else if (envelope instanceof Envelope.Unregister unregister) {
      unregister(unregister.address());
    } else if (envelope instanceof Envelope.Publish) {
      refuse(null, Problem.of(ProblemCode.PUBLISH_REFUSED));
    } else if (envelope instanceof Envelope.Malformed malformed) {
      refuse(malformed.refusalAddress(), malformed.problem());
    }
    return Future.succeededFuture();
  }

  /** A future, whatever happens, so that a refusal by a command's constructor is one like any other. */
  private Future<JsonObject> run(Envelope.Send send) {
    User user = identity == null ? null : identity.user();
    return Future.succeededFuture().compose(now -> send.address().equals(Address.SESSION)
        ? session(Command.SignIn.from(send.body()))
        : services.verbs().run(send.address(), user, send.body()));
  }

  private Future<JsonObject> session(Command.SignIn signIn) {
    if (signIn.name() == null) {
      return identity == null ? Future.failedFuture(Problem.of(ProblemCode.UNAUTHENTICATED))
          : Future.succeededFuture(services.describe(identity));
    }
    return services.identities().signIn(signIn.name()).map(fresh -> {
      identity = fresh;
      lastToken = fresh.token();
      return services.describe(fresh).put("token", fresh.token());
    });
  }

  private Future<Void> reply(Envelope.Send send, Future<JsonObject> reply) {
    return reply.onSuccess(body -> {
      if (send.replyAddress() != null) {
        write(Frames.rec(send.replyAddress(), body));
      }
    }).onFailure(failure -> refuse(send.replyAddress(), problem(failure))).otherwiseEmpty().mapEmpty();
  }

  private Future<Void> register(Envelope.Register register) {
    return Future.succeededFuture().compose(now -> {
      if (identity == null) {
        throw Problem.of(ProblemCode.UNAUTHENTICATED);
      }
      if (register.address().equals(Address.ROOMS)) {
        hearsOfRooms = true;
        return Future.succeededFuture();
      }
      return registrations.add(Address.room(register.address()), identity.user(), register.headers());
    });
  }

  private void unregister(String address) {
    if (address.equals(Address.ROOMS)) {
      hearsOfRooms = false;
      return;
    }
    try {
      registrations.remove(Address.room(address));
    } catch (Problem problem) {
      refuse(address, problem);
    }
  }

  private void refuse(String address, Problem problem) {
    services.metrics().refused(problem.code().code());
    write(Frames.err(address, problem));
  }

  private void write(String frame) {
    if (!isClosed) {
      intake.wrote(wire.write(frame));
    }
  }

  private static Problem problem(Throwable failure) {
    Throwable refusal = Refusals.of(failure);
    if (!(refusal instanceof Problem)) {
      LOG.error("command failed", refusal);
    }
    return Problem.from(refusal);
  }

  private static String refusalAddress(Envelope envelope) {
    if (envelope instanceof Envelope.Send send) {
      return send.replyAddress();
    }
    if (envelope instanceof Envelope.Register register) {
      return register.address();
    }
    return envelope instanceof Envelope.Malformed malformed ? malformed.refusalAddress() : null;
  }

  /** Three bytes a character is the most that UTF-8 needs, so that most frames are not counted. */
  private static boolean isTooLarge(String frame) {
    return frame.length() > Limits.FRAME_BYTES / 3 && ByteBufUtil.utf8Bytes(frame) > Limits.FRAME_BYTES;
  }
}
