/** The verbs of the chat. It knows rooms and users, never connections. */
package dochat.chat;
