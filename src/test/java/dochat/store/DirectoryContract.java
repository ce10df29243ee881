package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Room;
import dochat.model.RoomKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding public rooms, a page after the other. */
interface DirectoryContract extends StoreNodes {
  @Test
  default void findsPublicRoomsByTheirNamesAndTopics() {
    var store = openNode();
    create(store, "Tea", "Leaves", "Green TEA", "Kettles", "Steam", "what a TEA needs", "100%", "", "가나다 모임", "", "강남 맛집", "점심", "나가", "", "Straße", "");
    await(store.createRoom("secret", "Tea for two", "", RoomKind.PRIVATE, ANNA.id(), "s"));
    await(store.createRoom(RoomKind.LAB_IDS + "1", RoomKind.LAB_IDS + "tea", "", ANNA.id()));
    assertEquals(List.of("Tea", "Green TEA", "Steam"), names(store, "tea"), "at the beginning of the name, elsewhere in it, in the topic");
    assertEquals(List.of("100%"), names(store, "%"));
    assertEquals(List.of("Straße"), names(store, "STRASSE"));
    assertEquals(List.of("강남 맛집", "나가"), List.of(names(store, "강").get(0), names(store, "나가").get(0)));
    assertEquals(List.of("강남 맛집"), names(store, Normalizer.normalize("맛집", Normalizer.Form.NFD)), "however it is written");
    assertEquals(List.of("가나다 모임", "강남 맛집"), names(store, "ㄱㄴ"), "by first consonants");
    assertEquals(List.of("강남 맛집"), names(store, "점심"));
    assertEquals(List.of(), names(store, "ㄳ"));
    var tea = await(store.directory(BEN.id(), "kettles", "", 50)).get(0);
    assertEquals(List.of(false, 1L), List.of(tea.joined(), tea.members()));
    assertEquals(true, await(store.directory(ANNA.id(), "kettles", "", 50)).get(0).joined());
  }

  /** Whatever is looked for, and whatever comes in between. */
  @Test
  default void pagesFollowOneAnother() {
    var store = openNode();
    create(store, "b one", "", "a b", "", "b two", "", "c", "about b", "ab", "", "B", "", "d", "b", "e", "");
    for (var search : List.of("", "b", "a b")) {
      var paged = new ArrayList<String>();
      List<Room> page;
      do {
        page = await(store.directory(BEN.id(), search, paged.isEmpty() ? "" : paged.get(paged.size() - 1), 2));
        page.forEach(room -> paged.add(room.name()));
      } while (page.size() == 2);
      assertEquals(names(store, search), paged, search);
    }
    var before = await(store.directory(BEN.id(), "", "", 3)).stream().map(Room::name).toList();
    create(store, "a new one", "");
    assertEquals(names(store, "").subList(4, 6), await(store.directory(BEN.id(), "", before.get(2), 2)).stream().map(Room::name).toList());
  }

  private static void create(Store store, String... rooms) {
    for (var i = 0; i < rooms.length; i += 2) {
      await(store.createRoom("r" + Integer.toHexString(rooms[i].hashCode()), rooms[i], rooms[i + 1], ANNA.id()));
    }
  }

  private static List<String> names(Store store, String search) {
    return await(store.directory(BEN.id(), Normalizer.normalize(search, Normalizer.Form.NFC), "", 50)).stream().map(Room::name).toList();
  }
}
