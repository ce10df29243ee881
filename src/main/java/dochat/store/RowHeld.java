package dochat.store;

/** Somebody else holds a row that this change needs. Stands for {@link Engine.Fault#HELD} where the database itself does not fail. */
final class RowHeld extends RuntimeException {
  RowHeld() {
    super("somebody else holds a row", null, false, false);
  }
}
