/** {@code dochat export}, {@code import}, {@code backup} and {@code restore}: a whole store in a file and back, beside nodes that run. */
package dochat.archive;
