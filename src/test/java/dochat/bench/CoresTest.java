package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {
  @Test
  void readsWhatTasksetSays() {
    assertEquals(List.of(0, 1), Cores.listed("0,1"));
    assertEquals(List.of(0, 2, 3, 4, 7), Cores.listed("0,2-4,7"));
  }

  @Test
  void putsANodeOnACoreOfItsOwn() {
    assertEquals(List.of("taskset", "-c", "3", "java"), new Cores(3, 5).forNode(List.of("java")));
    assertEquals(List.of("java"), new Cores(-1, -1).forNode(List.of("java")));
  }
}
