/** What crosses the wire between a client and a node: pure functions and records, no I/O. The tables are in docs/protocol.md. */
package dochat.protocol;
