package dochat.api;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.Admin;
import dochat.support.Http;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What openapi.yaml says of what operators ask, and of the health of a node. */
abstract class OperatorCases extends ApiCases {
  OperatorCases(Served served) {
    super(served);
  }

  static final String ADMIN = "a-token-of-the-administrator";

  /** The last thing that the node does. */
  final void tellsOnlyTheAdministratorThatItLeaves() {
    refused(403, "not_admin", drain(null));
    refused(403, "not_admin", drain("Bearer " + ann.token()));
    refused(403, "not_admin", drain("Basic " + ADMIN));
    refused(403, "origin_refused", drain("Bearer " + ADMIN).header("Origin", EVIL));
    Http admin = new Http(node);
    refused(403, "not_admin", ours(admin, "/cluster/session", "{\"token\":\"" + ann.token() + "\"}"));
    refusedAtLast(number -> drain("Bearer " + ADMIN + number));
    refusedAtLast(number -> ours(admin, "/cluster/session", "{\"token\":\"" + ADMIN + number + "\"}"));
    eventually(() -> assertEquals("ready", Http.json(checked(200, new Http(node).request("/health/ready").GET())).getString("status")));
    String cookie = Admin.cookie(checked(204, ours(admin, "/cluster/session", "{\"token\":\"" + ADMIN + "\"}")));
    String id = Http.json(checked(200, admin.request("/cluster/nodes").header("Cookie", cookie).GET())).getString("here");
    checked(202, ours(admin, "/cluster/drain", "{\"node\":\"" + id + "\"}").header("Cookie", cookie));
    checked(202, drain("Bearer " + ADMIN));
    eventually(() -> assertEquals("draining", Http.json(checked(503, new Http(node).request("/health/ready").GET())).getString("status")));
  }

  private HttpRequest.Builder drain(String authorization) {
    HttpRequest.Builder request = new Http(node).request("/api/admin/drain").POST(BodyPublishers.noBody());
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  @Test
  void showsTheClusterToTheAdministratorOnly() {
    Http admin = new Http(node);
    String cookie = Admin.cookie(checked(204, ours(admin, "/cluster/session", "{\"token\":\"" + ADMIN + "\"}")));
    long seq = Http.json(checked(201, ann.request("/api/rooms/general/messages").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"id\":\"followed\",\"text\":\"followed\"}")))).getLong("seq");
    for (String query : List.of("room=general&seq=" + seq, "id=followed")) {
      eventually(() -> assertEquals("followed", Http.json(checked(200, admin.request("/cluster/message?" + query).header("Cookie", cookie).GET())).getString("id")));
    }
    refused(400, "bad_request", admin.request("/cluster/message?room=general").header("Cookie", cookie).GET());
    refused(404, "not_found", admin.request("/cluster/message?id=nobodys").header("Cookie", cookie).GET());
    refused(404, "room_not_found", admin.request("/cluster/message?room=nowhere&seq=1").header("Cookie", cookie).GET());
    refused(404, "not_found", ours(admin, "/cluster/drain", "{\"node\":\"nobody\"}").header("Cookie", cookie));
    for (String path : List.of("/cluster/nodes", "/cluster/message?id=followed")) {
      refused(401, "unauthenticated", ann.request(path).GET());
      refused(403, "origin_refused", admin.request(path).header("Cookie", cookie).header("Origin", EVIL).GET());
    }
    refused(401, "unauthenticated", ours(admin, "/cluster/drain", "{}"));
    refused(403, "origin_refused", post(admin, "/cluster/drain", "{}").header("Cookie", cookie));
    refused(403, "origin_refused", post(admin, "/cluster/session", "{}"));
    refused(403, "origin_refused", admin.request("/cluster/session").DELETE());
    for (String path : List.of("/cluster/session", "/cluster/drain")) {
      refused(400, "bad_json", ours(admin, path, "[]").header("Cookie", cookie));
      refused(400, "bad_request", ours(admin, path, "{\"token\":1}").header("Cookie", cookie));
      refused(413, "frame_too_large", ours(admin, path, "x".repeat(BODY_BYTES + 1)).header("Cookie", cookie));
      refused(415, "bad_media_type", ours(admin, path, "{}").setHeader("Content-Type", "text/plain").header("Cookie", cookie));
    }
    checked(204, admin.request("/cluster/session").header("Origin", node.url()).DELETE());
  }

  @Test
  void knowsNoAdministratorWithoutAToken() {
    Http nobody = new Http(full);
    for (String request : List.of("POST /api/admin/drain", "POST /cluster/session", "DELETE /cluster/session", "GET /cluster/nodes")) {
      String[] words = request.split(" ");
      assertEquals("not_found", Http.json(checked(404, nobody.request(words[1]).method(words[0], BodyPublishers.noBody()))).getString("code"), request);
    }
    assertEquals("unauthenticated", Http.json(checked(401, post(nobody, "/api/admin/drain", "{}"))).getString("code"), "who is nobody sends no bodies");
  }

  @Test
  void tellsItsHealth() {
    checked(200, new Http(node).request("/health/live").GET());
    eventually(() -> checked(200, new Http(node).request("/health/ready").GET()));
  }
}
