package dochat.verify;

import java.util.List;

/** Nodes that somebody else runs, updates and breaks, behind one door: a load balancer's, or that of a node. */
record Elsewhere(Door door) implements Site {
  @Override
  public List<Door> doors() {
    return List.of(door);
  }

  @Override
  public List<Asked> asked() {
    return List.of(new Asked("port " + door.http(), new Api(door.http(), door.http())));
  }

  /** Who is behind the door cannot be seen from here. */
  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public List<Long> processes() {
    return List.of();
  }

  @Override
  public List<String> dead() {
    return List.of();
  }

  @Override
  public void keep() {
    // nothing here is ours
  }

  @Override
  public String records() {
    return "their own logs";
  }

  @Override
  public void close() {
    // nothing here is ours
  }
}
