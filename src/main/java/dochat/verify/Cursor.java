package dochat.verify;

/**
 * Where a reader is in a room.
 *
 * @param epoch the store's
 * @param after the number of the last event that it has seen
 */
record Cursor(String epoch, long after) {
}
