/** What travels between nodes, and the only place that knows addresses of the event bus. A hint, never the truth: see docs/decisions/0001. */
package dochat.bus;
