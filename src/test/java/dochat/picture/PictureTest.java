package dochat.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of what people upload. */
class PictureTest {
  private static final String SCRIPT = "<script>alert(1)</script>";

  /** Where the corners of quarters are when they were stored as each orientation says; R, G, B and W from the upper left to the lower right. */
  private static final String[] TURNED = {"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};

  @Test
  void onlyPicturesAreTaken() {
    byte[] jpeg = Uploads.jpeg(Uploads.quarters(64, 64));
    byte[] png = Uploads.png(Uploads.quarters(64, 64));
    byte[] progressive = Uploads.progressive(Uploads.noise(64));
    Map<String, byte[]> refused = new TreeMap<>(Map.of("nothing", new byte[0], "HTML", text("<!doctype html>" + SCRIPT), "SVG", text("<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + "</svg>"),
        "animated GIF", text("GIF89a\1\0\1\0\0\0\0!ÿ\13NETSCAPE2.0"), "WebP", text("RIFF....WEBPVP8 "), "CMYK", Uploads.cmyk(),
        "half a PNG", Arrays.copyOf(png, png.length / 2), "half a JPEG", Arrays.copyOf(jpeg, jpeg.length / 2), "signatures", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}));
    refused.put("a bomb", Uploads.bomb(50_000, 50_000));
    refused.put("a long bomb", Uploads.bomb(25_000_000, 1));
    refused.put("a row of points too many", Uploads.bomb(5_001, 5_000));
    refused.put("a point too wide", Uploads.bomb(16_385, 8));
    refused.put("HTML that calls itself a PNG", Uploads.joined(Arrays.copyOf(png, 8), text(SCRIPT)));
    refused.put("a JPEG of many scans", scans(progressive));
    refused.put("a JPEG with a segment too long", Uploads.with(Arrays.copyOf(jpeg, 40), 0xE5, new byte[60_000]));
    refused.forEach((what, body) -> assertEquals(ProblemCode.BAD_PICTURE, assertThrows(Problem.class, () -> Picture.sizes(body), what).code(), what));
  }

  @Test
  void whatIsTakenIsMadeAnew() {
    byte[] jpeg = Uploads.jpeg(Uploads.quarters(640, 400));
    Map<String, byte[]> taken = Map.of("JPEG", jpeg, "PNG", Uploads.png(Uploads.quarters(300, 900)), "progressive JPEG", Uploads.progressive(Uploads.quarters(500, 500)),
        "one point", Uploads.png(Uploads.quarters(1, 1)), "a line", Uploads.png(Uploads.quarters(1, 10_000)), "a row", Uploads.png(Uploads.quarters(10_000, 1)),
        "large", Uploads.jpeg(Uploads.quarters(1_500, 1_400)), "as much as may be", Uploads.bomb(5_000, 5_000), "grey", Uploads.png(new BufferedImage(70, 70, BufferedImage.TYPE_USHORT_GRAY)),
        "a JPEG with a page in and behind it", Uploads.joined(Uploads.with(Uploads.with(jpeg, 0xFE, text(SCRIPT)), 0xE2, text("ICC_PROFILE\0" + SCRIPT)), text(SCRIPT)));
    taken.forEach((what, body) -> {
      Map<Integer, byte[]> sizes = Picture.sizes(body);
      assertEquals(Set.of(Picture.SMALL, Picture.LARGE), sizes.keySet(), what);
      sizes.forEach((size, image) -> {
        BufferedImage read = Uploads.read(image);
        assertEquals(size + "x" + size, read.getWidth() + "x" + read.getHeight(), what);
        assertFalse(new String(image, StandardCharsets.ISO_8859_1).contains("script"), what);
        assertTrue(image.length <= Limits.PICTURE_KEPT_BYTES, what);
      });
    });
  }

  @Test
  void itsMiddleIsSeenUpright() {
    assertEquals("RGBW", corners(Picture.sizes(Uploads.png(Uploads.quarters(300, 200))).get(Picture.LARGE)));
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] jpeg = Uploads.turned(Uploads.jpeg(Uploads.quarters(200, 200)), orientation, orientation % 2 == 0);
      assertEquals(TURNED[orientation - 1], corners(Picture.sizes(jpeg).get(Picture.SMALL)), "orientation " + orientation);
    }
    assertEquals("RGBW", corners(Picture.sizes(Uploads.turned(Uploads.jpeg(Uploads.quarters(200, 200)), 9, false)).get(Picture.SMALL)), "no orientation");
  }

  @Test
  void whatLetsThroughStandsOnWhite() {
    BufferedImage clear = new BufferedImage(80, 80, BufferedImage.TYPE_INT_ARGB);
    assertEquals("WWWW", corners(Picture.sizes(Uploads.png(clear)).get(Picture.SMALL)));
  }

  @Test
  void whatIsHardToEncodeBecomesSmallAllTheSame() {
    byte[] large = Picture.sizes(Uploads.png(Uploads.noise(256))).get(Picture.LARGE);
    assertTrue(large.length <= Limits.PICTURE_KEPT_BYTES, large.length + " bytes");
  }

  @Test
  void fillBytesStandBeforeMarkers() {
    byte[] jpeg = Uploads.jpeg(Uploads.quarters(64, 64));
    byte[] filled = Uploads.joined(Arrays.copyOf(jpeg, 2), new byte[] {(byte) 0xFF, (byte) 0xFF}, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    assertEquals("RGBW", corners(Picture.sizes(filled).get(Picture.SMALL)));
  }

  private static String corners(byte[] image) {
    BufferedImage read = Uploads.read(image);
    int near = read.getWidth() / 8;
    int far = read.getWidth() - 1 - near;
    return IntStream.of(read.getRGB(near, near), read.getRGB(far, near), read.getRGB(near, far), read.getRGB(far, far)).mapToObj(PictureTest::letter).collect(Collectors.joining());
  }

  /** The colour is not exactly what it was. */
  private static String letter(int point) {
    Function<Integer, Boolean> isBright = shift -> (point >> shift & 0xFF) > 127;
    return isBright.apply(16) ? isBright.apply(8) ? "W" : "R" : isBright.apply(8) ? "G" : "B";
  }

  /** The last scan again and again. */
  private static byte[] scans(byte[] jpeg) {
    int last = jpeg.length - 2;
    while (!((jpeg[last] & 0xFF) == 0xFF && (jpeg[last + 1] & 0xFF) == 0xDA)) {
      last--;
    }
    byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
    byte[] many = Arrays.copyOf(jpeg, jpeg.length - 2);
    for (int i = 0; i < 40; i++) {
      many = Uploads.joined(many, scan);
    }
    return Uploads.joined(many, new byte[] {(byte) 0xFF, (byte) 0xD9});
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
