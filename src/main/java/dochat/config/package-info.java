/** The settings: read once at the start from the command line and the environment, immutable from then on. */
package dochat.config;
