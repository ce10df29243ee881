/** Who you are, what you may, how fast. */
package dochat.security;
