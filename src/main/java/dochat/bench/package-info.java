/**
 * {@code dochat bench}: the load generator. A program of its own, which runs nodes as processes or measures one that runs, talks to them over
 * many connections on one thread, and reads from the operating system what that costs them. It imports nothing of a node. {@code dochat.bench.peer} has servers of
 * others to compare one with.
 */
package dochat.bench;
