package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a browser has to fetch before somebody can chat. */
@ExtendWith(WithPeople.class)
class PageLoadIT {
  private static final int MOST_REQUESTS = 10;
  private static final int MOST_BYTES = 110 * 1024;
  private static final int MOST_FILES_AGAIN = 3;

  @Test
  void aStrangerReadsTheFirstMessagesAfterFewRequestsAndBytes(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Few requests");
    jun.says(room, 60, i -> "number " + i);
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    minji.page().getByTestId("sign-in").waitFor();
    minji.choosesWebSocket();
    minji.page().context().newCDPSession(minji.page()).send("Network.clearBrowserCache");
    List<Request> requests = new ArrayList<>();
    minji.page().onRequestFinished(requests::add);
    minji.page().reload();
    minji.signIn();
    minji.goesTo(room);
    assertThat(minji.message("number 59")).isVisible();
    // To ask for sizes waits, and meanwhile more may be heard of.
    List<Request> finished = List.copyOf(requests);
    assertTrue(finished.size() <= MOST_REQUESTS, () -> finished.size() + ": " + finished.stream().map(Request::url).toList());
    int bytes = finished.stream().map(Request::sizes).mapToInt(sizes -> sizes.responseBodySize + sizes.responseHeadersSize).sum();
    assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes");
  }

  @Test
  void aReloadBringsNoFileAgain(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.choosesWebSocket();
    List<Request> files = new ArrayList<>();
    minji.page().onRequestFinished(request -> {
      if (!request.url().contains("/api/") && !request.url().contains("/eventbus/")) files.add(request);
    });
    minji.reloads();
    minji.isConnected();
    List<Request> finished = List.copyOf(files);
    assertTrue(finished.size() <= MOST_FILES_AGAIN, () -> finished.stream().map(Request::url).toList().toString());
    assertEquals(0, finished.stream().mapToInt(file -> file.sizes().responseBodySize).sum());
  }
}
