package dochat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.config.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {
  private static final String HERE = "127.0.0.1";

  @ParameterizedTest
  @CsvSource({"--port,--host", "--tcp-port,--host", "--ops-port,--ops-host"})
  void saysInOneSentenceThatAPortIsTaken(String option, String hostOption) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
      int port = taken.getLocalPort();
      String sentence = assertThrows(IllegalArgumentException.class, () -> new Ports(option, PortRange.only(port), hostOption, HERE).firstFree()).getMessage();
      assertEquals(option + " " + port + " cannot be listened on at " + hostOption + " " + HERE
          + ": it is taken, needs more rights, or the host is not this machine's; choose another one, or 0 for any free one.", sentence);
    }
  }

  @Test
  void takesTheNextOneOfARange() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
      int port = taken.getLocalPort();
      Ports ports = new Ports("--port", new PortRange(port, PortRange.HIGHEST), "--host", HERE);
      assertTrue(ports.firstFree() > port);
      assertEquals(new PortRange(port + 1, PortRange.HIGHEST), ports.after(port).range(), "taken after all");
    }
    assertTrue(new Ports("--port", PortRange.only(0), "--host", HERE).firstFree() > 0, "any free one");
  }
}
