/** One connected client and its cursors, whatever its transport. */
package dochat.session;
