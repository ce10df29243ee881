package dochat.browser;

import com.microsoft.playwright.Page;

/** Other ways to come than by a name or a password: a passkey, and somebody who says who one is. Who comes writes to all, goes, and comes back as who they were. */
record WaysIn(People people, String url) {

  /** By a name of this machine, without which browsers have no passkeys. */
  void withAPasskey() {
    Person petra = visitor("Petra", url.replace("127.0.0.1", "localhost"));
    Page page = petra.page();
    Chromium.giveAnAuthenticator(page);
    page.getByTestId("way-account").click();
    page.getByTestId("way-new").click();
    page.getByTestId("name").fill(petra.name());
    page.getByTestId("handle").fill(Episodes.handle(petra));
    page.getByTestId("passkey").click();
    writesAndComesBack(petra, () -> page.getByTestId("passkey").click());
  }

  void fromElsewhere() {
    Person oskar = visitor("Oskar", url);
    Runnable comes = () -> {
      oskar.page().getByTestId("provider").click();
      MockProvider.says(oskar.page(), Episodes.handle(oskar), oskar.name());
    };
    comes.run();
    writesAndComesBack(oskar, comes);
  }

  private Person visitor(String name, String address) {
    Person person = people.visitor(name, address, Device.DESK);
    person.troubles().allowBrokenLines();
    return person;
  }

  private static void writesAndComesBack(Person person, Runnable comes) {
    person.isConnected();
    person.goesTo("general");
    String text = person.name() + " is here";
    person.says(text);
    person.sees(text);
    person.signsOut();
    comes.run();
    person.isConnected();
    person.goesTo("general");
    person.page().locator("#messages .message.is-own .message-text").getByText(text).waitFor();
    person.page().context().close();
  }
}
