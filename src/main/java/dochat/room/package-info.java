/** The rooms of this node: appending to the log, the ring of newest events, and the live rooms that follow the log. */
package dochat.room;
