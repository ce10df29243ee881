package dochat.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ports of one node. What others reach it at is a forwarder's, so that it can be cut off.
 *
 * @param door        its clients' ports
 * @param ops         where operators ask it
 * @param hazelcast   where it listens to the cluster, and the forwarder in front of it
 * @param bus         where it listens to the event bus, and the forwarder in front of it
 * @param outgoing    the first of the ports from which it connects to the cluster, by which a forwarder knows it
 */
record Place(Door door, int ops, Pair hazelcast, Pair bus, int outgoing) {
  private static final int OUTGOING = 60;
  private static final String BUILT_IN = "cluster.xml";

  record Pair(int own, int forwarder) {
    static Pair take(Ports ports) {
      return new Pair(ports.take(1), ports.take(1));
    }
  }

  static Place take(Ports ports) {
    return new Place(new Door(ports.take(1), ports.take(1)), ports.take(1), Pair.take(ports), Pair.take(ports), ports.take(OUTGOING));
  }

  /** Whether it is this node that connects to the cluster from that port. */
  boolean isSource(int port) {
    return port >= outgoing && port < outgoing + OUTGOING;
  }

  /** Writes the cluster configuration that ships, but for the network: only these nodes, and only through the forwarders. */
  Path configuration(Path folder, List<Place> all) throws IOException {
    try (InputStream built = Place.class.getClassLoader().getResourceAsStream(BUILT_IN)) {
      String xml = new String(built.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(folder.resolve("cluster-" + door.http() + ".xml"), xml.replaceFirst("(?s)<network>.*</network>", network(all)));
    }
  }

  private String network(List<Place> all) {
    return """
        <network>
            <public-address>127.0.0.1:%d</public-address>
            <port auto-increment="false">%d</port>
            <outbound-ports><ports>%d-%d</ports></outbound-ports>
            <join>
              <auto-detection enabled="false"/>
              <multicast enabled="false"/>
              <tcp-ip enabled="true">%s</tcp-ip>
            </join>
            <interfaces enabled="true"><interface>127.0.0.1</interface></interfaces>
          </network>""".formatted(hazelcast.forwarder(), hazelcast.own(), outgoing, outgoing + OUTGOING - 1,
        all.stream().map(place -> "<member>127.0.0.1:" + place.hazelcast().forwarder() + "</member>").collect(Collectors.joining()));
  }
}
