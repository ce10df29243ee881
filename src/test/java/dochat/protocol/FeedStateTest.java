package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dochat.model.ChatSettings;
import dochat.model.Own;
import dochat.model.Place;
import dochat.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cursor of a person's feed: whatever is another in a room shows in its part, and in no other. */
class FeedStateTest {
  private static final List<Place> PLACES = IntStream.range(0, 300).mapToObj(i -> new Place("r-" + i, Role.MEMBER, i, true)).toList();

  @Test
  void comesBackFromItsTextWhichFitsIntoAHeader() {
    FeedState state = FeedState.of("epoch", PLACES, room -> 7, 0, ChatSettings.NAME);
    assertEquals(state, FeedState.read(state.text()));
    assertEquals(224, state.text().length());
    for (String text : new String[] {null, "", "A".repeat(223), "A".repeat(223) + "*", "A".repeat(225)}) {
      assertNull(FeedState.read(text));
    }
    assertEquals(FeedState.EMPTY, FeedState.read("A".repeat(224)));
  }

  @Test
  void isTheSameInWhateverOrderRoomsCome() {
    List<Place> mixed = new ArrayList<>(PLACES);
    Collections.shuffle(mixed);
    assertEquals(FeedState.of("epoch", PLACES, room -> 7, 0, ChatSettings.NAME), FeedState.of("epoch", mixed, room -> 7, 0, ChatSettings.NAME));
  }

  @Test
  void differsInThePartOfARoomOfWhichAnythingDiffers() {
    FeedState before = FeedState.of("epoch", PLACES, room -> 7, 0, ChatSettings.NAME);
    for (int i = 0; i < PLACES.size(); i++) {
      Place place = PLACES.get(i);
      List<Integer> part = List.of(FeedState.part(place.room()));
      List<Place> less = new ArrayList<>(PLACES);
      less.remove(i);
      assertEquals(part, FeedState.of("epoch", less, room -> 7, 0, ChatSettings.NAME).differing(before), "left");
      assertEquals(part, FeedState.of("epoch", PLACES, room -> room.equals(place.room()) ? 8 : 7, 0, ChatSettings.NAME).differing(before), "said");
      for (Place other : List.of(new Place(place.room(), Role.OWNER, place.read(), true), new Place(place.room(), place.role(), place.read() + 1, true),
          new Place(place.room(), place.role(), place.read(), true, new Own(true, false)), new Place(place.room(), place.role(), place.read(), true, new Own(false, true)),
          new Place(place.room(), place.role(), place.read(), true, new Own(false, false, 1, 0, 0)), new Place(place.room(), place.role(), place.read(), true, new Own(false, false, -2, 0, 0)),
          new Place(place.room(), place.role(), place.read(), true, new Own(false, false, 0, 1, 0)), new Place(place.room(), place.role(), place.read(), true, new Own(false, false, 0, 0, 1)))) {
        less.add(other);
        assertEquals(part, FeedState.of("epoch", less, room -> 7, 0, ChatSettings.NAME).differing(before), other.toString());
        less.remove(other);
      }
    }
    assertNotEquals(before, FeedState.of("another", PLACES, room -> 7, 0, ChatSettings.NAME));
  }

  @Test
  void differsInOnePartWhereThePersonHasChosenSomething() {
    FeedState before = FeedState.of("epoch", PLACES, room -> 7, 0, ChatSettings.NAME);
    FeedState after = FeedState.of("epoch", PLACES, room -> 7, 1, ChatSettings.NAME);
    assertEquals(List.of(FeedState.FIRST), after.differing(before));
    assertEquals(List.of(FeedState.FIRST), FeedState.of("epoch", PLACES, room -> 7, 2, ChatSettings.NAME).differing(after));
    assertEquals(FeedState.EMPTY, FeedState.of("epoch", List.of(), room -> 7, 0, ChatSettings.NAME), "as it was before one could");
  }

  @Test
  void differsInOnePartWhereTheChatIsCalledOtherwise() {
    FeedState before = FeedState.of("epoch", PLACES, room -> 7, 1, ChatSettings.NAME);
    FeedState after = FeedState.of("epoch", PLACES, room -> 7, 1, "Tea");
    assertEquals(List.of(FeedState.FIRST), after.differing(before));
    assertEquals(List.of(FeedState.FIRST), FeedState.of("epoch", PLACES, room -> 7, 1, "Coffee").differing(after));
    assertEquals(FeedState.EMPTY, FeedState.of("epoch", List.of(), room -> 7, 0, ChatSettings.NAME), "as it was before there were others");
  }

  @Test
  void takesOverThePartsThatWereTold() {
    FeedState before = FeedState.of("epoch", PLACES, room -> 7, 0, ChatSettings.NAME);
    FeedState after = FeedState.of("epoch", PLACES, room -> 8, 0, ChatSettings.NAME);
    FeedState half = before.with(IntStream.range(0, FeedState.PARTS / 2).boxed().toList(), after);
    assertEquals(IntStream.range(FeedState.PARTS / 2, FeedState.PARTS).boxed().toList(), half.differing(after));
    assertEquals(after, half.with(half.differing(after), after));
  }

  @Test
  void spreadsRoomsOverAllParts() {
    Set<Integer> parts = new HashSet<>();
    PLACES.forEach(place -> parts.add(FeedState.part(place.room())));
    assertEquals(FeedState.PARTS, parts.size());
  }
}
