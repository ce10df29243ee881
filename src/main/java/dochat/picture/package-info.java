/** Pictures that people upload, made anew: whatever comes, nothing but small JPEGs goes. */
package dochat.picture;
