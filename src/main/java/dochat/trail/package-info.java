/** Where the newest messages have been on this node, and when: told at the places where it happens, forgotten when newer ones come. */
package dochat.trail;
