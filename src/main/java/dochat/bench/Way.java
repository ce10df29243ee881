package dochat.bench;

/** How clients listen. */
interface Way {
  Line line(Fleet fleet, Room room, String token);
}
