package dochat.verify;

/**
 * Where a node's clients come in.
 *
 * @param http its HTTP port
 * @param tcp  its TCP door's
 */
record Door(int http, int tcp) {
}
