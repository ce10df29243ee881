package dochat.store;

import dochat.store.Engine.Fault;
import java.sql.SQLException;

/**
 * What PostgreSQL's failures mean, every class of them (https://www.postgresql.org/docs/current/errcodes-appendix.html). What an operator
 * or the network has done passes; only what no healthy server would answer is a mistake of ours.
 */
final class PostgresFaults {
  /** A table that a statement names is not there. */
  static final String NO_TABLE = "42P01";

  private PostgresFaults() {}

  static Fault of(SQLException e) {
    var state = state(e);
    return switch (state) {
      // Serialization failure and deadlock.
      case "40001", "40P01" -> Fault.PASSING;
      case "23505" -> Fault.TAKEN;
      case "55P03" -> Fault.HELD;
      // There is no server, or it does not take us in.
      case "08001", "08004" -> Fault.LASTING;
      // A server that is no longer the primary; a transaction that the server ended as it was idle or too long; statements it has forgotten
      // or planned for older tables.
      case "25006", "25P03", "25P04", "26000", "0A000" -> Fault.BROKEN;
      // The server begins or ends to serve.
      case "57P03" -> Fault.LASTING;
      // Tables or rights that are taken away, as while a copy is restored.
      case NO_TABLE, "42501" -> Fault.LASTING;
      default -> ofClass(state);
    };
  }

  /** Whether there is no server, or it does not take us in yet: it begins or ends to serve, or has no connection left. */
  static boolean isAway(SQLException e) {
    return switch (state(e)) {
      case "08001", "57P03", "53300" -> true;
      default -> false;
    };
  }

  /** Never null. */
  static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  private static Fault ofClass(String state) {
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      // Connection, rollback with unknown outcome, and troubles of the driver, which has its own states or none.
      case "08", "40", "99", "" -> Fault.BROKEN;
      // Operator intervention: the server ends.
      case "57" -> state.startsWith("57P") ? Fault.BROKEN : Fault.LASTING;
      // Authorization, no such database, resources, prerequisite state, system, configuration and internal errors.
      case "28", "3D", "53", "55", "58", "F0", "XX" -> Fault.LASTING;
      default -> Fault.BUG;
    };
  }
}
