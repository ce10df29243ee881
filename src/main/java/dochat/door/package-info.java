/** The ways in, one file a transport. A door knows bytes and connections, never rooms. */
package dochat.door;
