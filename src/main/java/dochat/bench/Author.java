package dochat.bench;

/** Who can say something in a room. Lives on the loop of its fleet. */
interface Author {
  /** Says something; the moment at which it was to be said travels with it. */
  void post(String id, long stamp);
}
