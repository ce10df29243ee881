package dochat.browser;

import dochat.support.ChatNode;

/** A room in which everything stands that is hard to lay out. */
final class BusyRoom {
  static final int LONGEST_CHARS = 4_000;

  private static final String[] TEXTS = {
    "Morning! The nightly run is green again.",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" + "x".repeat(120),
    "The log says:\n```java\nthrow new IllegalStateException(\"a line of code that is much longer than any phone is wide, " + "=".repeat(80)
        + "\");\n```\nDoes that tell **you** anything?",
    "https://example.org/a/very/long/path/" + "segment/".repeat(20) + "?q=%EA%B0%80%EB%82%98&page=2#and-a-fragment",
    "🎉🎉🎉",
    "가나다라마바사아자차카타파하 " + "띄어쓰기없이길게이어쓴문장".repeat(12),
    "Mixed: 한국어와 English, 日本語、العربية, עברית, Ελληνικά, emoji 👩‍👩‍👧‍👦 and `inline code` in _one_ line.",
    "## 배포 순서\n1. 노드를 하나씩 비우고\n2. **새 버전(5.1)**으로 바꾼 다음\n   - `/health/ready`를 기다리고\n   - 다음 노드로\n3. ~~사과문 쓰기~~ 끝\n\n> 얼마나 걸려요?\n"
        + "한 대에 30초쯤이요. 자세한 건 [문서](https://example.org/docs)와 https://example.org/runs/1204에서 보세요.",
    "| node | connections | CPU | what it says of itself when one asks |\n|---|--:|:-:|---|\n| one | 12,000 | 31 % | `ready` and in the cluster of all the others |\n| 둘 | 9 | – | 비우는 중 |\n\n---\nThat is *all* of them.",
    paragraphs(LONGEST_CHARS),
    "And a short one at the end.",
  };

  private BusyRoom() {}

  /** The id of a new one, filled by two people. */
  static String fill(People people, ChatNode node, String name) {
    Friend alexandra = people.friend("Alexandra Constantinopolitana", node);
    Friend jihun = people.friend("박지훈", node);
    String room = alexandra.creates(name, "A topic that is long enough to be cut on every screen that a person could hold in one hand, and then some more of it");
    for (int i = 0; i < TEXTS.length; i++) {
      (i % 3 == 1 ? jihun : alexandra).says(room, TEXTS[i]);
    }
    alexandra.enters(room);
    return room;
  }

  private static String paragraphs(int chars) {
    String words = "Long messages happen. 긴 글도 있습니다. ";
    return words.repeat(chars / words.length() + 1).substring(0, chars - 1) + ".";
  }
}
