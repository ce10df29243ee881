package dochat.config;

/** How a node writes its log. */
public enum LogForm {
  /** For people: what they should see on standard error, everything in files of the data folder. */
  TEXT,
  /** For what collects logs: everything on standard error, a JSON object a line. */
  JSON
}
