/** Single posts, followed through the nodes: OpenTelemetry, off unless somebody asks for it. */
package dochat.trace;
