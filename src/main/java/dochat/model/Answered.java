package dochat.model;

import java.time.Instant;

/**
 * A challenge that an authenticator has answered. It counts for one attempt only, which may be repeated.
 *
 * @param nonce   names the challenge
 * @param ends    until when it would be good otherwise
 * @param attempt names what it was answered for; a new one for each request
 */
public record Answered(String nonce, Instant ends, String attempt) {
}
