/**
 * {@code dochat verify}: the checker. A program of its own, which runs real nodes as processes, talks to them as their clients do, breaks what
 * can break, and holds what it has seen against docs/guarantees.md. It imports nothing of a node but what crosses the wire.
 */
package dochat.verify;
