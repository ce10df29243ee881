package dochat.trace;

/**
 * The span that published one event of a batch, as the bus carries it: what each node's delivery is a part of. Only what is sampled has one.
 *
 * @param event     which one of the batch, from 0
 * @param traceHigh first half of the trace's id
 * @param traceLow  the other half
 * @param span      the span's id
 */
public record Origin(int event, long traceHigh, long traceLow, long span) {
}
