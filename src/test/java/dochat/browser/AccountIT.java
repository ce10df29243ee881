package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A guest keeps who they are, comes back with a handle and a password, and sees and ends what runs on other devices. */
@ExtendWith(WithPeople.class)
class AccountIT {
  private static final String PASSWORD = "correct horse";

  private final String handle = "minji-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aGuestKeepsTheirIdentityAndComesBackToIt(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Page page = minji.page();
    String room = "Room of " + handle;
    minji.creates(room, "");
    minji.asksToSignOut();
    page.getByTestId("keep-first").click();
    assertThat(page.getByTestId("handle")).isFocused();
    page.getByTestId("handle").fill(handle);
    page.getByTestId("password").fill(PASSWORD);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByTestId("password").press("Enter");
    assertThat(page.getByText("Kept. Sign in anywhere as @" + handle)).isVisible();

    minji.signsOut();
    assertThat(page.getByTestId("handle")).hasValue(handle);
    page.getByTestId("password").fill("wrong horse");
    page.getByTestId("sign-in").click();
    assertThat(page.getByText("That is not right.")).isVisible();
    signIn(minji);
    assertThat(minji.room(room)).hasCount(1);
    endsTheOtherDevice(people, nodes, minji);
  }

  private void endsTheOtherDevice(People people, TwoNodes nodes, Person minji) {
    Person phone = people.visitor("Minji", nodes.second().url(), Device.PHONE);
    phone.page().getByTestId("way-account").click();
    assertThat(phone.page().getByTestId("handle")).isFocused();
    phone.page().getByTestId("handle").fill(handle);
    signIn(phone);

    Page page = minji.page();
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
    Locator sessions = page.getByTestId("sessions").getByRole(AriaRole.LISTITEM);
    assertThat(sessions).hasCount(2);
    assertThat(sessions.filter(new Locator.FilterOptions().setHasText("This device"))).hasCount(1);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByTestId("end-session").click();
    assertThat(sessions).hasCount(1);
    assertThat(phone.page().getByText("You were signed out.")).isVisible();

    page.getByTestId("old").fill(PASSWORD);
    page.getByTestId("password").fill("another horse");
    page.getByTestId("change-password").click();
    assertThat(page.getByText("The password is changed.")).isVisible();
    phone.page().getByTestId("password").fill("another horse");
    phone.page().getByTestId("sign-in").click();
    phone.isConnected();
  }

  private static void signIn(Person person) {
    person.page().getByTestId("password").fill(PASSWORD);
    person.page().getByTestId("sign-in").click();
    person.isConnected();
  }
}
