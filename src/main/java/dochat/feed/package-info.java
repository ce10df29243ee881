/** What concerns each person who is here, wherever they are not looking. */
package dochat.feed;
