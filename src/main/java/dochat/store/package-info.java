/**
 * The room log and what belongs to it: the only place with SQL. {@link dochat.store.Store} is the door; behind it, {@code Appending},
 * {@code Rooms} and {@code Accounts} say what is read and written, and one {@code Engine} a database says how a transaction is run.
 */
package dochat.store;
