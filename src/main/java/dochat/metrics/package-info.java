/** What a node counts. */
package dochat.metrics;
