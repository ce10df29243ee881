package dochat.bench;

import dochat.bench.peer.StockBridge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Servers of others that pass on what is said and promise nothing, to compare a node with. */
enum Peer {
  STOCK("stock") {
    @Override
    Child start(Site site) throws IOException {
      List<String> java = new ArrayList<>(site.java().subList(0, site.java().size() - 1));
      java.add(StockBridge.class.getName());
      return site.startJava(java);
    }

    @Override
    Author line(Fleet fleet, Room room, boolean isListener) {
      return new BridgeLine(fleet, room, isListener);
    }
  },

  SOCKET_IO("socket.io") {
    private static final List<String> INSTALL = List.of("npm", "install", "--silent", "--no-audit", "--no-fund", "socket.io@4", "bufferutil@4");
    private static final String PROGRAM = "socket-io.js";

    /** With the package that its documentation advises for WebSockets. */
    @Override
    Child start(Site site) throws IOException {
      Path folder = Files.createDirectory(site.folder().resolve("socket-io"));
      try (InputStream program = StockBridge.class.getResourceAsStream(PROGRAM)) {
        Files.copy(program, folder.resolve(PROGRAM));
      }
      Files.writeString(folder.resolve("package.json"), "{}");
      if (!isDone(new ProcessBuilder(INSTALL).directory(folder.toFile()))) {
        throw new IOException("--peer socket.io needs node and npm, and a registry that npm can reach");
      }
      return site.startOther(List.of("node", folder.resolve(PROGRAM).toString()));
    }

    @Override
    Author line(Fleet fleet, Room room, boolean isListener) {
      return new SocketIoLine(fleet, room, isListener);
    }
  };

  private final String word;

  Peer(String word) {
    this.word = word;
  }

  /** Starts it on the node's processor and waits until it serves. Blocks; for the main thread. */
  abstract Child start(Site site) throws IOException;

  /** A client of it. */
  abstract Author line(Fleet fleet, Room room, boolean isListener);

  /** The one of this name. */
  static Optional<Peer> of(String word) {
    return Arrays.stream(values()).filter(peer -> peer.word.equals(word)).findFirst();
  }

  /** As written on a command line. */
  String word() {
    return word;
  }

  private static boolean isDone(ProcessBuilder builder) throws IOException {
    try {
      return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    } catch (IOException e) {
      return false;
    }
  }
}
