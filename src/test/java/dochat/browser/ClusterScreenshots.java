package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dochat.support.Admin;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.FeedPipe;
import dochat.support.Pipe;
import dochat.support.SharedNodes;
import dochat.support.TcpPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes pictures of the page of the cluster: signing in, three nodes whose clients came by several doors, where a message is, one node before it is drained, and one that
 * does not answer. {@link Screenshots} takes them with all others; started by itself in the same way, these alone.
 */
public final class ClusterScreenshots implements AutoCloseable {
  private static final int CLIENTS = 12;
  private static final int POSTS = 12;
  private static final Pattern SOME = Pattern.compile("[1-9]");

  private final People people;
  private final List<ChatNode> nodes = SharedNodes.three();
  private final List<ChatClient> clients = new ArrayList<>();
  private final Friend jun;
  private final String room;
  private final long seq;

  ClusterScreenshots(People people) {
    this.people = people;
    this.jun = people.friend("Jun", nodes.get(0));
    this.room = jun.creates("Kitchen");
    for (int i = 0; i < CLIENTS; i++) {
      Stream.of(ChatClient.guest(nodes.get(i % 2), "Guest"), guest(new TcpPipe(nodes.get(0))), guest(new FeedPipe(nodes.get(1), i % 2 == 0))).forEach(client -> {
        client.register(room);
        clients.add(client);
      });
    }
    clients.add(ChatClient.guest(nodes.get(2), "Guest"));
    Admin admin = Admin.at(nodes.get(0));
    this.seq = admin.untilTheBusBrings(room, nodes.get(1), () -> jun.says(room, "Tea?"));
  }

  /** Takes them in all sizes, languages and themes. */
  public static void main(String[] none) {
    try (SharedNodes.Running running = SharedNodes.begin(); Chromium chromium = Chromium.start()) {
      People people = new People(chromium);
      try (ClusterScreenshots screenshots = new ClusterScreenshots(people)) {
        Screenshots.everywhere().forEach(screenshots::of);
      }
      people.leave(false);
    }
  }

  void of(Device device) {
    Person root = people.visitor("Root", nodes.get(0).url() + "/cluster", device);
    Page page = root.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    page.getByTestId("token").fill("not the token");
    page.keyboard().press("Enter");
    page.locator(".form-problem:not(:empty)").waitFor();
    picture(page, device, "1-sign-in");
    page.getByTestId("token").fill(Admin.TOKEN);
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("node")).hasCount(nodes.size());
    jun.says(room, POSTS, i -> "Number " + i);
    assertThat(page.locator(".cluster-node:has(.cluster-here)").getByTestId("posts")).containsText(SOME);
    picture(page, device, "2-nodes");
    page.getByTestId("message").fill(room + " " + seq);
    page.keyboard().press("Enter");
    page.getByTestId("found").waitFor();
    picture(page, device, "3-message");
    page.getByTestId("drain").last().click();
    page.getByTestId("drain-it").waitFor();
    page.screenshot(options("4-drain", device)); // what is in front covers what one sees, and no more
    page.keyboard().press("Escape");
    withoutOne(page, device);
    page.context().close();
  }

  private void withoutOne(Page page, Device device) {
    nodes.get(2).freeze();
    try {
      page.locator("[data-testid=node][data-status=late]").waitFor();
      page.locator("[data-testid=stages][data-fate=silent]").waitFor();
      picture(page, device, "5-silent");
    } finally {
      nodes.get(2).thaw();
    }
    assertThat(page.locator("[data-testid=node][data-status=ready]")).hasCount(nodes.size());
  }

  private static ChatClient guest(Pipe door) {
    ChatClient client = ChatClient.over(door);
    client.signIn("Guest");
    return client;
  }

  private static void picture(Page page, Device device, String scene) {
    page.evaluate("scrollTo(0, 0)"); // the header would be where one had come to
    page.screenshot(options(scene, device).setFullPage(true));
  }

  private static Page.ScreenshotOptions options(String scene, Device device) {
    return new Page.ScreenshotOptions().setPath(Screenshots.file("f-cluster-" + scene, Screenshots.label(device)));
  }

  @Override
  public void close() {
    clients.forEach(ChatClient::close);
  }
}
