package dochat.trace;

/** Traced events of one batch, on their way to the clients of this node. Any thread may call. */
public interface Arrival {

  /** So many event loops will hand them over; told once, before the first of them does. */
  void awaits(int loops);

  /** One of those loops has handed them to so many clients. */
  void handed(int clients);
}
