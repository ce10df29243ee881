package dochat.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.protocol.Limits;
import dochat.support.ChatNode;
import dochat.support.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Every route gives every answer that openapi.yaml documents, as it documents it, and no other. */
@TestInstance(Lifecycle.PER_CLASS)
class ApiIT {
  /** No client brings a node to that; EndedMemberIT does. */
  private static final String NOT_ALIVE = "/paths/~1health~1live/get/responses/503";
  /** For a part of it, a node that was told to leave says so to who asks: longer than any machine keeps a test waiting. */
  private static final String DRAIN_SECONDS = "600";

  private Served served;

  @BeforeAll
  void start(@TempDir Path data, @TempDir Path filled) throws IOException, SQLException {
    ChatNode node = ChatNode.start(data, "--admin-token", OperatorCases.ADMIN, "--drain-seconds", DRAIN_SECONDS);
    Path file = data.resolve("dochat.db");
    ChatNode full = ChatNode.start(filled);
    fill(filled.resolve("dochat.db"));
    HttpResponse<String> text = new Http(node).get("/api/openapi.yaml");
    assertEquals(Files.readString(Path.of("openapi.yaml")), text.body());
    OpenApi api = new OpenApi(text.body());
    api.check(text);
    Http latecomer = Http.guest(full, "Ben");
    served = new Served(node, full, file, api, latecomer);
  }

  @AfterAll
  void everyDocumentedAnswerWasGiven() {
    new Operators().tellsOnlyTheAdministratorThatItLeaves();
    served.node().close();
    served.full().close();
    assertEquals(Set.of(NOT_ALIVE, NOT_ALIVE + " application/json"), served.api().unseen().stream().filter(each -> !OpenApi.isOfProvider(each)).collect(Collectors.toSet()));
  }

  /** Gives a store as many rooms as it may have, while a node uses it. */
  private static void fill(Path store) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store); var statement = connection.createStatement()) {
      statement.execute("WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < " + Limits.ROOMS
          + ") INSERT INTO room (id, name, name_key, topic) SELECT 'r-' || i, i, i, '' FROM n");
    }
  }

  @Nested
  class Accounts extends AccountCases {
    Accounts() {
      super(served);
    }
  }

  @Nested
  class People extends PeopleCases {
    People() {
      super(served);
    }
  }

  @Nested
  class Messages extends MessageCases {
    Messages() {
      super(served);
    }
  }

  @Nested
  class Rooms extends RoomCases {
    Rooms() {
      super(served);
    }
  }

  @Nested
  class Listening extends ListeningCases {
    Listening() {
      super(served);
    }
  }

  @Nested
  class Refusals extends RefusalCases {
    Refusals() {
      super(served);
    }
  }

  @Nested
  class Operators extends OperatorCases {
    Operators() {
      super(served);
    }
  }
}
