package dochat.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What people upload as their pictures, and what attackers do. */
public final class Uploads {
  static final int RED = 0xFF0000;
  static final int GREEN = 0x00FF00;
  static final int BLUE = 0x0000FF;
  static final int WHITE = 0xFFFFFF;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private Uploads() {
  }

  /** Red, green, blue and white from the upper left to the lower right. */
  public static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean isLeft = 2 * x < width;
        image.setRGB(x, y, 2 * y < height ? isLeft ? RED : GREEN : isLeft ? BLUE : WHITE);
      }
    }
    return image;
  }

  static BufferedImage noise(int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < side * side; i++) {
      image.setRGB(i % side, i / side, random.nextInt());
    }
    return image;
  }

  public static byte[] png(BufferedImage image) {
    return written(image, "png");
  }

  public static byte[] jpeg(BufferedImage image) {
    return written(image, "jpeg");
  }

  static byte[] progressive(BufferedImage image) {
    return jpeg(new IIOImage(image, null, null), true);
  }

  /** Of four colours, as for a printer. */
  static byte[] cmyk() {
    return jpeg(new IIOImage(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null), null, null), false);
  }

  /** That says it is to be turned, as cameras do. */
  static byte[] turned(byte[] jpeg, int orientation, boolean isLittleEndian) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(isLittleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.put((isLittleEndian ? "II" : "MM").getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8).putShort((short) 1)
        .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0).putInt(0);
    return with(jpeg, 0xE1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array()));
  }

  /** With one segment more behind its beginning. */
  static byte[] with(byte[] jpeg, int marker, byte[] segment) {
    byte[] head = {jpeg[0], jpeg[1], (byte) 0xFF, (byte) marker, (byte) ((segment.length + 2) >> 8), (byte) (segment.length + 2)};
    return joined(head, segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** A few bytes that say they are a picture of this size, black, and are one where it is not absurd. */
  static byte[] bomb(int width, int height) {
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {1, 0, 0, 0, 0});
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zeros)) {
      out.write(new byte[(int) Math.min(4_000_000L, (1 + (width + 7L) / 8) * height)]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return joined(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, chunk("IHDR", head.array()), chunk("IDAT", zeros.toByteArray()), chunk("IEND", new byte[0]));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  public static BufferedImage read(byte[] image) {
    try {
      return ImageIO.read(new ByteArrayInputStream(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] chunk(String name, byte[] data) {
    byte[] named = joined(name.getBytes(StandardCharsets.US_ASCII), data);
    CRC32 sum = new CRC32();
    sum.update(named);
    return joined(ByteBuffer.allocate(4).putInt(data.length).array(), named, ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] jpeg(IIOImage image, boolean isProgressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(isProgressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(stream);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
