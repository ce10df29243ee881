package dochat.browser;

import static dochat.support.Eventually.eventually;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab's bytes, held against those that really cross the wire. */
@ExtendWith(WithPeople.class)
class LabCountsIT {
  private static final int POSTS = 40;
  private static final String OPENS = """
      async ([file, name, argument]) => {
        const { Heads } = await import('/lab/count/heads.js');
        const { Tally } = await import('/lab/count/tally.js');
        const { KINDS } = await import('/lab/doors/http.js');
        const { openRoom } = await import('/lab/doors/room.js');
        const { [name]: kind } = await import(`/lab/doors/${file}.js`);
        if (argument) await import('/vendor/sockjs-client/dist/sockjs.min.js');
        const heads = new Heads();
        window.learns = () => heads.learn(Object.values(KINDS));
        const place = { room: await openRoom(), after: 0, heads };
        window.begins = () => new Promise((opened) => {
          window.heard = 0;
          window.tally = new Tally();
          const door = argument ? kind(argument) : kind;
          const heard = ({ type }) => type === 'message' && window.heard++;
          const closed = (why) => { window.broken = `the line has ended: ${why}`; };
          window.line = door.open(place, tally, { open: opened, heard, closed, refused: closed });
        });
      }""";
  /** One after the other: SockJS puts texts into one request that are said while another one is under way. */
  private static final String SAYS = """
      async ([count, isPrompt]) => {
        for (let i = 0; i < count; i++) {
          line.post(`m${i}`, '비가 올 것 같아요.');
          while (isPrompt && heard <= i) {
            if (window.broken) throw new Error(broken);
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        }
      }""";

  /** What browsers hide is worked out from the protocols, so that a part in thirty may be missing. */
  @ParameterizedTest
  @CsvSource({"polling, polling, , 0.005", "polling, longPolling, , 0.005", "streaming, streaming, , 0.005", "server-sent-events, serverSentEvents, , 0.02",
      "websocket, websocket, , 0.02", "sockjs, sockjs, websocket, 0.03", "sockjs, sockjs, xhr-streaming, 0.03", "sockjs, sockjs, eventsource, 0.03",
      "sockjs, sockjs, xhr-polling, 0.03"})
  void areThoseOfTheWire(String file, String name, String argument, double tolerance, People people, TwoNodes nodes) {
    Forwarder wire = people.forwarder(nodes.first());
    Page page = people.visitor("Mina", wire.url() + "/lab", Device.DESK).page();
    page.getByTestId("name").fill("Mina");
    page.getByTestId("sign-in").click();
    page.getByTestId("run").waitFor();
    Modules.evaluate(page, OPENS, List.of(file, name, argument == null ? "" : argument));
    page.evaluate("learns()");
    long up = wire.up();
    long down = wire.down();
    page.evaluate("begins()");
    page.evaluate(SAYS, List.of(POSTS, !name.equals("polling")));
    page.waitForCondition(() -> (int) page.evaluate("heard") == POSTS);
    eventually("up", () -> isNear(page, "up", wire.up() - up, tolerance));
    eventually("down", () -> isNear(page, "down", wire.down() - down, tolerance));
  }

  private static boolean isNear(Page page, String direction, long bytes, double tolerance) {
    long counted = ((Number) page.evaluate("tally." + direction)).longValue();
    return Math.abs(counted - bytes) <= tolerance * bytes;
  }
}
