package dochat.picture;

import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes pictures of people from what they upload: PNG or JPEG, of which nothing is kept but its middle, as JPEGs of this program's own making. How large it would
 * be is read before it is decoded, and no more of it is decoded than is seen. Blocks; needs up to 100 MB for a moment, so one at a time.
 */
public final class Picture {
  /** Beside names, and on cards. */
  public static final int SMALL = 64;
  public static final int LARGE = 256;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  /** Beyond, a row alone is large. */
  private static final int SIDE = 16_384;
  /** A decoder keeps 6 bytes for each point of a progressive JPEG. */
  private static final int PROGRESSIVE_PIXELS = 8_000_000;
  /** Points that are decoded for one of the large picture, along a side. */
  private static final int FINENESS = 2;
  private static final float[] QUALITIES = {.85f, .7f, .5f, .3f, .1f};

  static {
    // The decoders are a part of AWT, which would look for a screen otherwise.
    System.setProperty("java.awt.headless", "true");
  }

  private Picture() {
  }

  /** By the length of their sides in pixels. Fails with {@code bad_picture}. */
  public static Map<Integer, byte[]> sizes(byte[] body) {
    boolean isJpeg = begins(body, JPEG);
    if (!isJpeg && !begins(body, PNG)) {
      throw Problem.of(ProblemCode.BAD_PICTURE);
    }
    Jpeg jpeg = isJpeg ? Jpeg.read(body) : new Jpeg(body, 1, false);
    BufferedImage middle = middle(jpeg, isJpeg ? "jpeg" : "png");
    Map<Integer, byte[]> sizes = new TreeMap<>();
    for (int size : new int[] {SMALL, LARGE}) {
      sizes.put(size, encode(Square.of(middle, jpeg.orientation(), size)));
    }
    return sizes;
  }

  /** Those of one that was made here: it stays what it is, and the small one is made of it anew. */
  public static Map<Integer, byte[]> again(byte[] large) {
    Map<Integer, byte[]> sizes = sizes(large);
    sizes.put(LARGE, large);
    return sizes;
  }

  /** Whether this is, in Base64, a large one with nothing in it but its points, as those that are made here. */
  public static boolean isMade(String base64) {
    try {
      byte[] image = Base64.getDecoder().decode(base64);
      Jpeg jpeg = Jpeg.read(image);
      BufferedImage whole = middle(jpeg, "jpeg");
      return image.length <= Limits.PICTURE_KEPT_BYTES && Arrays.equals(image, jpeg.bare()) && whole.getWidth() == LARGE && whole.getHeight() == LARGE;
    } catch (IllegalArgumentException | Problem e) {
      return false;
    }
  }

  private static boolean begins(byte[] body, byte[] signature) {
    return body.length > signature.length && Arrays.equals(body, 0, signature.length, signature, 0, signature.length);
  }

  /** Whatever a decoder fails with is the fault of what it was given. */
  private static BufferedImage middle(Jpeg jpeg, String format) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg.bare()))) {
      reader.setInput(in, true, true);
      return reader.read(0, middle(reader.getWidth(0), reader.getHeight(0), jpeg.isProgressive(), reader.getDefaultReadParam()));
    } catch (IOException | RuntimeException e) {
      throw Problem.of(ProblemCode.BAD_PICTURE);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReadParam middle(int width, int height, boolean isProgressive, ImageReadParam param) {
    long pixels = (long) width * height;
    if (Math.max(width, height) > SIDE || pixels > (isProgressive ? PROGRESSIVE_PIXELS : Limits.PICTURE_PIXELS)) {
      throw Problem.of(ProblemCode.BAD_PICTURE);
    }
    int side = Math.min(width, height);
    int step = Math.max(1, side / (FINENESS * LARGE));
    param.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
    param.setSourceSubsampling(step, step, 0, 0);
    return param;
  }

  /** As well as its size allows. */
  private static byte[] encode(BufferedImage image) {
    byte[] encoded = {};
    for (float quality : QUALITIES) {
      encoded = encode(image, quality);
      if (encoded.length <= Limits.PICTURE_KEPT_BYTES) {
        return encoded;
      }
    }
    return encoded;
  }

  private static byte[] encode(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
