package dochat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which codings a client takes, as RFC 9110 section 12.5.3 has it. */
class DocumentTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "gzip, deflate, br, zstd | true | true",
      "gzip                    | false | true",
      "GZIP;q=0.5 , Br; q=0.1  | true | true",
      "br;q=0, gzip;q=1.0      | false | true",
      "br;q=0.000, gzip;q=0.   | false | false",
      "br;q=0.001              | true | false",
      "brotli, x-gzip          | false | false",
      "identity                | false | false",
      "*                       | false | false",
      "''                      | false | false",
      "                        | false | false"})
  void isWhatItSays(String accepted, boolean brotli, boolean gzip) {
    assertEquals(brotli, Document.accepts(accepted, "br"), "br");
    assertEquals(gzip, Document.accepts(accepted, "gzip"), "gzip");
  }
}
