package dochat.model;

/** Somebody in a room, and what they may do there. */
public record Person(User user, Role role) {}
