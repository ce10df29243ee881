package dochat.picture;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a JPEG says of itself (ITU-T T.81, annex B; EXIF 2.3, section 4.6), and the same one without all that no picture needs: metadata, colour profiles,
 * thumbnails. Fails with {@code bad_picture}. Pure.
 *
 * @param bare          what is left of it, which is what is decoded
 * @param orientation   how it is to be turned, 1 to 8 as EXIF numbers it
 * @param isProgressive whether a decoder keeps all of its coefficients in memory
 */
record Jpeg(byte[] bare, int orientation, boolean isProgressive) {
  /** A progressive one is gone through once for each scan; programs make about ten. */
  private static final int SCANS = 32;
  /** May stand before a marker, as often as it likes. */
  private static final int FILL = 0xFF;
  private static final int SOF0 = 0xC0;
  private static final int SOF15 = 0xCF;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  /** The last two bits of its number. */
  private static final int PROGRESSIVE = 2;
  /** Four are a printer's. */
  private static final int SCREEN_COLOURS = 3;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;
  private static final int ORIENTATION = 0x0112;
  private static final int UPRIGHT = 1;

  static Jpeg read(byte[] body) {
    try {
      return new Reading(body).all();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw Problem.of(ProblemCode.BAD_PICTURE);
    }
  }

  private static final class Reading {
    private final byte[] body;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private int orientation = UPRIGHT;
    private boolean isProgressive;
    private int scans;

    Reading(byte[] body) {
      this.body = body;
    }

    Jpeg all() {
      bare.write(body, 0, 2);
      int at = 2;
      while (marker(at) != EOI) {
        at = marker(at) == FILL ? at + 1 : segment(at);
      }
      bare.write(body, at, 2);
      return new Jpeg(bare.toByteArray(), orientation, isProgressive);
    }

    /** Where the next one begins. */
    private int segment(int at) {
      int marker = marker(at);
      int length = 2 + (at(at + 2) << 8 | at(at + 3));
      if (length < 4 || at + length > body.length || marker == SOI) {
        throw new IllegalArgumentException();
      }
      if (marker == APP1) {
        orientation = orientation(at + 4, at + length);
      }
      if (isFrame(marker)) {
        isProgressive |= (marker & 3) == PROGRESSIVE;
        if (at(at + 9) > SCREEN_COLOURS) {
          throw new IllegalArgumentException();
        }
      }
      if (isNeeded(marker, at + 4)) {
        bare.write(body, at, length);
      }
      return marker == SOS ? scan(at + length) : at + length;
    }

    /** Of a frame, and not of what stands among their numbers: tables of codes and an extension. */
    private static boolean isFrame(int marker) {
      return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    /** What is coded has no marker but those at which a decoder restarts. */
    private int scan(int from) {
      if (++scans > SCANS) {
        throw new IllegalArgumentException();
      }
      int at = from;
      while (at(at) != 0xFF || at(at + 1) == 0 || at(at + 1) >= RST0 && at(at + 1) <= RST7) {
        at++;
      }
      bare.write(body, from, at - from);
      return at;
    }

    /** Which colours there are is in APP0 (JFIF) and APP14 (Adobe). */
    private boolean isNeeded(int marker, int at) {
      boolean isExtra = marker >= APP0 && marker <= APP15 || marker == COM;
      return !isExtra || marker == APP14 || marker == APP0 && begins(at, "JFIF\0");
    }

    private int orientation(int from, int to) {
      if (!begins(from, "Exif\0\0") || to - from < 14) {
        return orientation;
      }
      int tiff = from + 6;
      ByteBuffer exif = ByteBuffer.wrap(body, tiff, to - tiff).slice().order(at(tiff) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int entries = exif.getInt(4);
      int count = exif.getShort(entries) & 0xFFFF;
      for (int entry = entries + 2; entry < entries + 2 + 12 * count; entry += 12) {
        if ((exif.getShort(entry) & 0xFFFF) == ORIENTATION) {
          int found = exif.getShort(entry + 8);
          return found >= UPRIGHT && found <= 8 ? found : UPRIGHT;
        }
      }
      return UPRIGHT;
    }

    private boolean begins(int at, String name) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      return at + bytes.length <= body.length && ByteBuffer.wrap(body, at, bytes.length).equals(ByteBuffer.wrap(bytes));
    }

    private int marker(int at) {
      if (at(at) != 0xFF) {
        throw new IllegalArgumentException();
      }
      return at(at + 1);
    }

    private int at(int index) {
      return body[index] & 0xFF;
    }
  }
}
