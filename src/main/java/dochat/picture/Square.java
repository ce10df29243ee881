package dochat.picture;

import java.awt.image.BufferedImage;

/**
 * A picture's middle, upright, in a size of its own: each of its points is the mean of those that it covers, over white where they let something through. Pure,
 * without fonts, devices or anything else of AWT.
 */
final class Square {
  private static final int WHITE = 255;

  private Square() {
  }

  /**
   * @param image       as wide as high
   * @param orientation 1 to 8, as EXIF numbers it
   * @param size        pixels of a side
   */
  static BufferedImage of(BufferedImage image, int orientation, int size) {
    BufferedImage square = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    int side = Math.min(image.getWidth(), image.getHeight());
    int[] points = image.getRGB(0, 0, side, side, null, 0, side);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        square.setRGB(x, y, mean(points, side, column(orientation, x, y, size - 1), row(orientation, x, y, size - 1), size));
      }
    }
    return square;
  }

  /** Of what is stored, which of them this point of what is seen is. */
  private static int column(int orientation, int x, int y, int last) {
    return switch (orientation) {
      case 2, 3 -> last - x;
      case 5, 6 -> y;
      case 7, 8 -> last - y;
      default -> x;
    };
  }

  private static int row(int orientation, int x, int y, int last) {
    return switch (orientation) {
      case 3, 4 -> last - y;
      case 5, 8 -> x;
      case 6, 7 -> last - x;
      default -> y;
    };
  }

  private static int mean(int[] points, int side, int column, int row, int size) {
    int left = column * side / size;
    int top = row * side / size;
    int right = Math.max(left + 1, (column + 1) * side / size);
    int bottom = Math.max(top + 1, (row + 1) * side / size);
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int point = points[y * side + x];
        int alpha = point >>> 24;
        red += over(point >> 16, alpha);
        green += over(point >> 8, alpha);
        blue += over(point, alpha);
      }
    }
    int count = (right - left) * (bottom - top);
    return (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
  }

  private static int over(int channel, int alpha) {
    return ((channel & 0xFF) * alpha + WHITE * (255 - alpha)) / 255;
  }
}
