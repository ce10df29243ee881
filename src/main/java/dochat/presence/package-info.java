/** Who is here, cluster-wide: each node tells the others about its own clients, and forgets a node from which nothing comes. */
package dochat.presence;
