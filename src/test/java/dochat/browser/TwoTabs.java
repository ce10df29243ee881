package dochat.browser;

import static dochat.support.Eventually.eventually;

import com.microsoft.playwright.Page;

/** Two tabs' shares of one line, in one page: scripts find them as {@code leader} and {@code follower}, each with what it heard. */
final class TwoTabs {
  private static final String OPEN = """
      async () => {
        const { Connection } = await import('/net/connection.js');
        const { Ladder } = await import('/net/ladder.js');
        const { SharedConnection } = await import('/net/tabs/shared.js');
        const { websocket } = await import('/net/transports/websocket.js');
        const forgetful = { get: (key, fallback) => fallback, set() {} };
        const connect = (events) => (globalThis.connection = new Connection(new Ladder([websocket], () => undefined, forgetful), location.origin, events));
        const open = () => new Promise((opened) => {
          const tab = { heard: [], told: [], refused: [] };
          tab.line = new SharedConnection(connect, {
            opened: () => opened(tab),
            delivery: (address, body) => {
              tab.told.push(body);
              tab.heard.push(...body.events.map(({ seq }) => seq));
            },
            refusal: (address, { code }) => tab.refused.push(code),
            status() {}, latency() {}, signInAgain() {},
          }, () => false);
          tab.line.start();
        });
        globalThis.leader = await open();
        globalThis.follower = await open();
        globalThis.epoch = (await leader.line.ask('chat.session', {})).epoch;
      }""";

  private TwoTabs() {}

  /** Opens them. Scripts find the {@code epoch} as well, the address of this room as {@code room}, and the one {@code connection}. */
  static void openIn(Page page, String room) {
    Modules.evaluate(page, OPEN, null);
    page.evaluate("address => { globalThis.room = address }", "room." + room);
  }

  /** Waits until this is true. The page's policy forbids the browser to wait by itself: that would be a text as a script. */
  static void await(Page page, String condition) {
    eventually(condition, () -> (boolean) page.evaluate(condition));
  }
}
