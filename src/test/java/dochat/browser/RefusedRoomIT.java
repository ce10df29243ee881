package dochat.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room that a page may not listen to is refused once, on every way. */
@ExtendWith(WithPeople.class)
class RefusedRoomIT {
  /** An answer with a refusal comes at once, so a room that is asked for again would be refused before the message comes, or with it. */
  private static final String LISTEN_TO_TWO = """
      (room) => new Promise(async (heard) => {
        const { longPolling } = await import('/net/transports/long-polling.js');
        const { registerFrame, sendFrame } = await import('/net/envelope.js');
        const refused = [];
        const channel = longPolling.open(location.origin, {
          open: () => ['room.nowhere', `room.${room}`].forEach((address) => channel.send(registerFrame(address, { after: 0 }))),
          message(text) {
            const { type, address, code, body } = JSON.parse(text);
            if (type === 'err') refused.push(`${address} ${code}`);
            if (refused.length === 1 && type === 'err') channel.send(sendFrame('chat.post', { room, id: 'one', text: 'one' }, 'posted'));
            if (body?.events?.length) heard(refused);
          },
          alive() {}, close: (code) => heard([`closed ${code}`]),
        });
      })""";

  @Test
  void isAskedForOnlyOnceByLongPolling(People people, TwoNodes nodes) {
    String room = people.friend("Jun", nodes.first()).creates("Beside nowhere");
    Person minji = people.tinkerer("Minji", nodes.first().url());
    assertEquals(List.of("room.nowhere room_not_found"), Modules.evaluate(minji.page(), LISTEN_TO_TWO, room));
  }
}
