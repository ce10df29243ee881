package dochat.browser;

import dochat.support.ChatNode;
import java.util.List;

/** People who plan something: what README's picture shows. */
final class Conversation {
  private final Friend ada;
  private final Friend jihun;
  private final String design;
  private final String releases;
  private final String lunch;

  Conversation(People people, ChatNode node) {
    ada = people.friend("Ada Lindqvist", node);
    jihun = people.friend("박지훈", node);
    design = ada.creates("Design", "Drafts, critique, and the colour of the buttons");
    ada.creates("한국어", "한국어로 이야기해요");
    jihun.creates("Gardening", "");
    releases = ada.creates("Releases", "What ships, when, and who watches it");
    lunch = jihun.creates("Lunch", "");
  }

  void inTheMainRoom() {
    ada.enters(releases);
    jihun.enters(releases);
    ada.says(releases, "Hello everyone! The release candidate has been running on three nodes since yesterday.",
        "I pulled the plug on one of them at midnight. Nobody noticed, and **no message was lost**.");
    jihun.says(releases, "안녕하세요! 저는 한글 입력을 다시 확인했어요. 마지막 글자도 빠지지 않아요 👍",
        "For the notes: starting a second node is still one line:\n```\n./dochat --port 8081\n```");
    ada.says(releases, "Lovely. The numbers of last night are at https://example.org/runs/1204, if anybody wants to look.");
    jihun.says(releases, "Shall we say five o'clock?");
  }

  /** The ids of the rooms in which something will be said, the main one last. */
  List<String> rooms() {
    return List.of(design, lunch, releases);
  }

  /** Goes on where nobody looks, so that something is unread. */
  void elsewhere() {
    jihun.says(lunch, "Soup?", "Or noodles?", "The noodles are gone.");
    ada.says(design, "@Minji which green do you prefer?");
  }
}
