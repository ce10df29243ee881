/** The nouns: immutable records that know nothing of wires, stores or threads. */
package dochat.model;
