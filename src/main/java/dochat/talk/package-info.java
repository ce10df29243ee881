/**
 * {@code dochat talk}: the chat in a terminal, a client of the TCP door. A program of its own: it imports nothing of a node but what crosses
 * the wire, and only {@code Main} knows it.
 */
package dochat.talk;
