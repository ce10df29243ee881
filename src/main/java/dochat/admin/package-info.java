/** What an administrator sees of all nodes, and does to one of them. */
package dochat.admin;
