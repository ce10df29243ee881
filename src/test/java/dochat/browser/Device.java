package dochat.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/**
 * What a person sits in front of.
 *
 * @param width  in CSS pixels, as is {@code height}
 * @param locale the browser's language, such as {@code ko-KR}
 */
record Device(int width, int height, boolean touch, String locale, boolean dark) {
  static final Device DESK = new Device(1280, 800, false, "en-US", false);
  static final Device PHONE = new Device(360, 740, true, "en-US", false);

  Device sized(int newWidth, int newHeight) {
    return new Device(newWidth, newHeight, touch, locale, dark);
  }

  Device in(String newLocale) {
    return new Device(width, height, touch, newLocale, dark);
  }

  Device atNight() {
    return new Device(width, height, touch, locale, true);
  }

  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions().setViewportSize(width, height).setHasTouch(touch).setIsMobile(touch).setLocale(locale)
        .setTimezoneId("Asia/Seoul").setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
  }
}
