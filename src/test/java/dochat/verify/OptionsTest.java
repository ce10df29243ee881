package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.config.Parsed.Say;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final String URL = "postgresql://me:secret@host:5433/chat";

  @Test
  void hasADefaultForEverything() {
    Options options = options();
    assertEquals(3, options.nodes());
    assertEquals(60, options.clients());
    assertEquals(5, options.rooms());
    assertEquals(Duration.ofMinutes(3), options.length());
    assertEquals(EnumSet.allOf(Fault.class), options.faults());
    assertEquals(List.of(Way.values()), options.ways());
    assertNull(options.database());
  }

  @Test
  void takesEveryOption() {
    assertEquals(new Options(2, 7, 1, Duration.ofSeconds(30), EnumSet.of(Fault.KILL, Fault.DROP_BUS), List.of(Way.SERVER_SENT_EVENTS), URL, -42, new Door(8080, 7000), false),
        options("--nodes", "2", "--clients=7", "--rooms", "1", "--minutes", "0.5", "--faults", "kill,drop-bus", "--transport", "sse",
            "--database", URL, "--seed", "-42", "--at", "8080/7000"));
  }

  /** A command line can be read by every user of the machine. */
  @Test
  void takesTheDatabaseFromTheEnvironment() {
    assertEquals(URL, Options.parse(new String[0], Map.of("DOCHAT_DATABASE", URL)).options().database());
  }

  @Test
  void canDoWithoutFaults() {
    assertEquals(EnumSet.noneOf(Fault.class), options("--faults", "none").faults());
  }

  @Test
  void cutsNothingOffFromANodeThatIsAlone() {
    assertEquals(EnumSet.of(Fault.KILL, Fault.PAUSE, Fault.RESTART, Fault.STORE), options("--nodes", "1").faults());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--nodes     | 0           | --nodes must be a whole number from 1 to 9, but was \"0\"",
      "--nodes     | 99999999999 | --nodes must be a whole number from 1 to 9, but was \"99999999999\"",
      "--clients   | many        | --clients must be a whole number from 1 to 1000, but was \"many\"",
      "--rooms     | 31          | --rooms must be a whole number from 1 to 30, but was \"31\"",
      "--minutes   | NaN         | --minutes must be a number from 0.1 to 60, but was \"NaN\"",
      "--faults    | kill,fire   | --faults must be kinds of faults with commas between them, or none, but was \"kill,fire\"",
      "--at        | 8080        | --at must be two ports, such as 8080/7000, but was \"8080\"",
      "--seed      | x           | --seed must be a whole number, but was \"x\""})
  void refusesWhatIsWrongWithOneSentence(String option, String value, String sentence) {
    assertEquals(new Say("dochat: " + sentence + ".", 2), refusal(option, value));
  }

  @Test
  void refusesATransportThatThereIsNot() {
    assertTrue(refusal("--transport", "pigeon").text().startsWith("dochat: --transport must be mixed, or one of websocket, sockjs, "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://me:secret@host/chat", "postgresql:secret", "secret"})
  void doesNotShowAWrongDatabase(String url) {
    assertFalse(refusal("--database", url).text().contains("secret"));
  }

  @Test
  void refusesUnknownAndRepeatedOptionsAndMissingValues() {
    assertTrue(refusal("--node", "3").text().startsWith("dochat: there is no option \"--node\"; the options are --nodes, "));
    assertEquals("dochat: --seed may be given only once.", refusal("--seed", "1", "--seed", "2").text());
    assertEquals("dochat: --seed needs a value, which must be a whole number.", refusal("--seed").text());
  }

  @Test
  void helps() {
    Say help = refusal("--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.text().startsWith("Usage: dochat verify [options]"), help.text());
  }

  private static Options options(String... args) {
    return Options.parse(args, Map.of()).options();
  }

  private static Say refusal(String... args) {
    return Options.parse(args, Map.of()).say();
  }
}
