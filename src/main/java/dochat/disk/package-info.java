/** Files that are being written: by one process at a time, for their owner only, named when they are complete, gone when that fails. */
package dochat.disk;
