package dochat.model;

/**
 * What a node has to know of a room to let people listen to it, all of one moment.
 *
 * @param history  the newest events
 * @param audience who may hear them
 */
public record Opening(History history, Audience audience) {}
