package dochat.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes an export in the order that its {@link Ledger} holds it to. For one thread. */
final class ExportWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final Ledger ledger;

  /** Goes on where the ledger is. */
  ExportWriter(OutputStream out, Ledger ledger) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    this.ledger = ledger;
  }

  void write(Entry entry) throws IOException {
    byte[] line = EntryCodec.encode(entry).getBytes(StandardCharsets.UTF_8);
    ledger.add(entry, line);
    out.write(line);
    out.write('\n');
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
