package dochat.session;

import dochat.chat.Refusals;
import dochat.metrics.Seldom;
import dochat.protocol.Address;
import dochat.protocol.Command;
import dochat.protocol.Envelope;
import dochat.protocol.Frames;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the frames of one client ask for, and answers them. Lives on the session's event loop. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final Seldom FAULTS = new Seldom();

  private final Services services;
  private final Speaker speaker;
  private final Registrations registrations;
  private final RoomNews roomNews;
  private final CardNews cardNews;
  private final PersonalFeed feed;
  private final Liveness liveness;
  private final Parting parting;
  private final String door;
  private final Consumer<String> client;

  /**
   * @param door   the transport
   * @param client takes the frames of the answers
   */
  Answers(Services services, Speaker speaker, Registrations registrations, RoomNews roomNews, CardNews cardNews, PersonalFeed feed, Liveness liveness, Parting parting,
      String door, Consumer<String> client) {
    this.services = services;
    this.speaker = speaker;
    this.registrations = registrations;
    this.roomNews = roomNews;
    this.cardNews = cardNews;
    this.feed = feed;
    this.liveness = liveness;
    this.parting = parting;
    this.door = door;
    this.client = client;
  }

  /** Completed, and never failed, when the answer has been written. */
  Future<Void> to(Envelope envelope) {
    if (envelope instanceof Envelope.Send send) {
      return reply(send, run(send));
    } else if (envelope instanceof Envelope.Register register) {
      return register(register).onFailure(refusal -> refuse(register.address(), problem(refusal))).otherwiseEmpty();
    } else if (envelope instanceof Envelope.Ping) {
      client.accept(Frames.PONG);
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
    return Future.succeededFuture().compose(now -> send.address().equals(Address.SESSION)
        ? speaker.session(Command.SignIn.from(send.body()))
        : services.verbs().run(send.address(), speaker.user(), send.body(), () -> services.traces().post(door, null)));
  }

  private Future<Void> reply(Envelope.Send send, Future<JsonObject> reply) {
    return reply.onSuccess(body -> {
      if (send.replyAddress() != null) {
        client.accept(Frames.rec(send.replyAddress(), body));
      }
    }).onFailure(failure -> refuse(send.replyAddress(), problem(failure))).otherwiseEmpty().mapEmpty();
  }

  private Future<Void> register(Envelope.Register register) {
    return Future.succeededFuture().compose(now -> {
      if (speaker.isNobody()) {
        throw Problem.of(ProblemCode.UNAUTHENTICATED);
      }
      if (register.address().equals(Address.ROOMS)) {
        roomNews.want(true);
        return Future.succeededFuture();
      }
      if (register.address().equals(Address.CARDS)) {
        cardNews.begin(register.headers().state());
        return Future.succeededFuture();
      }
      if (register.address().equals(Address.ME)) {
        return feed.begin(speaker.user().id(), register.headers().state());
      }
      if (register.address().equals(Address.HEARTBEAT)) {
        liveness.beatEvery(register.headers().every());
        return Future.succeededFuture();
      }
      if (register.address().equals(Address.GOING_AWAY)) {
        parting.want(true);
        return Future.succeededFuture();
      }
      return registrations.add(Address.room(register.address()), speaker.user(), register.headers());
    });
  }

  private void unregister(String address) {
    if (address.equals(Address.ROOMS)) {
      roomNews.want(false);
      return;
    }
    if (address.equals(Address.CARDS)) {
      cardNews.end();
      return;
    }
    if (address.equals(Address.ME)) {
      feed.end();
      return;
    }
    if (address.equals(Address.HEARTBEAT)) {
      liveness.beatNoMore();
      return;
    }
    if (address.equals(Address.GOING_AWAY)) {
      parting.want(false);
      return;
    }
    try {
      registrations.remove(Address.room(address));
    } catch (Problem problem) {
      refuse(address, problem);
    }
  }

  /** @param address null when it is not known what was to be answered */
  void refuse(String address, Problem problem) {
    services.metrics().refused(problem.code().code());
    client.accept(Frames.err(address, problem));
  }

  private static Problem problem(Throwable failure) {
    Throwable refusal = Refusals.of(failure);
    if (!(refusal instanceof Problem)) {
      FAULTS.now(() -> LOG.error("command failed", refusal));
    }
    return Problem.from(refusal);
  }

  /** Where a refusal of this frame goes; null when it names nothing. */
  static String refusalAddress(Envelope envelope) {
    if (envelope instanceof Envelope.Send send) {
      return send.replyAddress();
    }
    if (envelope instanceof Envelope.Register register) {
      return register.address();
    }
    return envelope instanceof Envelope.Malformed malformed ? malformed.refusalAddress() : null;
  }
}
