/** What every event loop needs, whatever it does: its own time, and walks that one failure does not end. */
package dochat.loop;
