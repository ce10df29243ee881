package dochat.model;

/**
 * What somebody wants to be otherwise on their card. What is not named stays.
 *
 * @param name      null where it stays
 * @param hasStatus whether the status becomes another one
 * @param status    null for none
 * @param zone      empty for none; null where it stays
 */
public record CardChange(String name, boolean hasStatus, Status status, String zone) {}
