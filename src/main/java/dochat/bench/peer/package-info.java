/** Servers of others with which {@code dochat bench} compares a node, each a program of its own. They know nothing of doChat. */
package dochat.bench.peer;
