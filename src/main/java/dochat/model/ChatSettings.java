package dochat.model;

import java.util.Objects;

/**
 * What administrators have settled for the chat as a whole.
 *
 * @param name     what the chat is called
 * @param entrance who may come in
 */
public record ChatSettings(String name, Entrance entrance) {
  /** What a chat is called as long as nobody has called it otherwise. */
  public static final String NAME = "doChat";

  public ChatSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(entrance, "entrance");
  }

  /** The same at a node that lets in no more than this. */
  public ChatSettings within(Entrance cap) {
    return new ChatSettings(name, entrance.within(cap));
  }
}
