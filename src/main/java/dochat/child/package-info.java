/** Nodes as child processes of a program that runs them: their JVM, and their end with it. Knows nothing of a node. */
package dochat.child;
