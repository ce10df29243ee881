package dochat.model;

import java.time.Instant;

/**
 * Somebody who is kept out of a room.
 *
 * @param user who that is
 * @param by   who has banned them
 * @param at   since when
 */
public record Ban(User user, User by, Instant at) {}
