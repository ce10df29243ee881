/**
 * {@code dochat bench}: the load generator. A program of its own, which runs a node as a process or measures one that runs, talks to it over
 * many WebSockets on one thread, and reads from the operating system what that costs the node. It imports nothing of a node.
 */
package dochat.bench;
