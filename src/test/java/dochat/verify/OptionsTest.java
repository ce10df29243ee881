package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.verify.Options.Wrong;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void hasADefaultForEverything() throws Wrong {
    Options options = Options.parse();
    assertEquals(3, options.nodes());
    assertEquals(60, options.clients());
    assertEquals(5, options.rooms());
    assertEquals(Duration.ofMinutes(3), options.length());
    assertEquals(EnumSet.allOf(Fault.class), options.faults());
    assertEquals(List.of(Way.values()), options.ways());
    assertNull(options.database());
  }

  @Test
  void takesEveryOption() throws Wrong {
    Options options = Options.parse("--nodes", "2", "--clients=7", "--rooms", "1", "--minutes", "0.5", "--faults", "kill,drop-bus", "--transport", "sse",
        "--database", "postgresql://me:secret@host:5433/chat", "--seed", "-42");
    assertEquals(new Options(2, 7, 1, Duration.ofSeconds(30), EnumSet.of(Fault.KILL, Fault.DROP_BUS), List.of(Way.SERVER_SENT_EVENTS),
        "postgresql://me:secret@host:5433/chat", -42, false), options);
  }

  @Test
  void canDoWithoutFaults() throws Wrong {
    assertEquals(EnumSet.noneOf(Fault.class), Options.parse("--faults", "none").faults());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--nodes     | 0        | --nodes must be a whole number from 1 to 9, but was \"0\"",
      "--nodes     | 99999999999 | --nodes must be a whole number from 1 to 9, but was \"99999999999\"",
      "--clients   | many     | --clients must be a whole number from 1 to 1000, but was \"many\"",
      "--rooms     | 31       | --rooms must be a whole number from 1 to 30, but was \"31\"",
      "--minutes   | NaN      | --minutes must be a number from 0.1 to 1440, but was \"NaN\"",
      "--faults    | kill,fire | --faults must be kinds of faults with commas between them, or none, but was \"kill,fire\"",
      "--seed      | x        | --seed must be a whole number, but was \"x\""})
  void refusesWhatIsWrongWithOneSentence(String option, String value, String sentence) {
    assertEquals(sentence, assertThrows(Wrong.class, () -> Options.parse(option, value)).getMessage());
  }

  @Test
  void refusesATransportThatThereIsNot() {
    assertTrue(assertThrows(Wrong.class, () -> Options.parse("--transport", "pigeon")).getMessage()
        .startsWith("--transport must be mixed, or one of websocket, sockjs, "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://me:secret@host/chat", "postgresql:secret", "secret"})
  void doesNotShowAWrongDatabase(String url) {
    assertFalse(assertThrows(Wrong.class, () -> Options.parse("--database", url)).getMessage().contains("secret"));
  }

  @Test
  void refusesUnknownAndRepeatedOptionsAndMissingValues() {
    assertTrue(assertThrows(Wrong.class, () -> Options.parse("--node", "3")).getMessage().startsWith("there is no option \"--node\"; the options are --nodes, "));
    assertEquals("--seed may be given only once", assertThrows(Wrong.class, () -> Options.parse("--seed", "1", "--seed", "2")).getMessage());
    assertEquals("--seed needs a value", assertThrows(Wrong.class, () -> Options.parse("--seed")).getMessage());
  }

  @Test
  void helps() {
    Wrong help = assertThrows(Wrong.class, () -> Options.parse("--help"));
    assertTrue(help.isHelp());
    assertTrue(help.getMessage().startsWith("Usage: dochat verify [options]"));
  }
}
