package dochat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names of rooms people take for the same. */
class RoomTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"Tea Room | Теа Room", "Tea Room | Ｔｅａ Room", "Tea Room | 𝐓ea Room", "Tea Room | ТЕА ROOM", "Tea-Room | Tea‐Room", "Tea-Room | Tea‑Room", "Tea-Room | Tea–Room",
      "Tea-Room | Tea—Room", "Tea-Room | Tea−Room", "Tea-Room | Tea－Room", "Tea-Room | Tea﹣Room", "Tea.Room | Tea․Room", "Tea.Room | Tea．Room", "Tea's | Tea’s", "\"Tea\" | “Tea”", "Tea/Milk | Tea∕Milk", "Tea: milk | Tea∶ milk",
      "paypal | раураl", "PAYPAL | РАУРАL", "scope | ѕсоре", "Ops | Ορs", "Ops | OPЅ", "office | oﬃce", "Room 2 | Room ②", "Room 2 | Room ２", "KPI | ＫＰＩ", "общий | ОБЩИЙ", "тест | ТЕСТ", "ΝΕΑ | νεα",
      "カタカナ | ｶﾀｶﾅ", "ニュース | 二ュース", "口コミ | ロコミ", "cafe | ᴄafe", "Team~1 | Team〜1", "#일반 | ＃일반", "회의(월) | 회의（월）", "a·b | a・b", "a_b | a＿b"})
  void looksLike(String name, String other) {
    assertEquals(Room.key(name), Room.key(other));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"Tea Room | TeaRoom", "Room 1 | Room l", "Room 0 | Room O", "Tea-Room | Tea Room", "Tea-Room | Tea.Room", "Tea | Té a", "cafe | café", "가 | 각", "회의 | 희의", "한글 | 한귤", "общий | общая", "山 | 出", "工作 | 土作", "v1.2 | v12",
      "R&D | R D", "résumé | resume", "tea | teа́"})
  void looksDifferent(String name, String other) {
    assertNotEquals(Room.key(name), Room.key(other));
  }

  /** So that nodes of the release before, which only fold, agree about these. */
  @Test
  void aNameInAsciiOrHangulIsOnlyFolded() {
    String ascii = IntStream.rangeClosed(0x21, 0x7E).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    String hangul = IntStream.rangeClosed(0xAC00, 0xD7A3).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    assertEquals(ascii.toLowerCase(Locale.ROOT), Room.key(ascii));
    assertEquals(hangul, Room.key(hangul));
  }

  @Test
  void whatIsComparedComparesAsItIs() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(point -> Character.isDefined(point) && Character.getType(point) != Character.SURROGATE).mapToObj(Character::toString)
        .forEach(text -> assertEquals(Room.key(text), Room.key(Room.key(text)), () -> "U+" + Integer.toHexString(text.codePointAt(0))));
  }
}
