package dochat.model;

/**
 * By what a node lets people in, besides passkeys: what it does not take is no way in for anybody, whatever they have.
 *
 * @param passwords whether it takes passwords
 * @param issuer    of the OpenID Provider that it believes; null without one
 */
public record Ways(boolean passwords, String issuer) {
}
