/** The HTTP server of a node: its routes, its page, its health. */
package dochat.web;
