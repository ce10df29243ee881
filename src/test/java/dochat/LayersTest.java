package dochat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of CONTRIBUTING.md that the compiler does not know: who may import whom, and where a thing may be done at all. */
class LayersTest {
  private static final JavaClasses CODE =
      new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dochat");
  private static final Path SOURCES = Path.of("src/main/java/dochat");

  /** Read from CONTRIBUTING.md: a step is the packages between two "<"; those of one step do not know each other. */
  private static final List<List<String>> STEPS = steps();

  @TestFactory
  Stream<DynamicTest> importsOnlyPackagesToItsLeft() {
    List<DynamicTest> rules = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (List<String> step : STEPS) {
      for (String name : step) {
        known.add(name);
        List<String> strangers = STEPS.stream().flatMap(List::stream).filter(other -> !known.contains(other) || isBeside(step, name, other)).toList();
        rules.add(DynamicTest.dynamicTest(name, () -> check(noClasses().that().resideInAPackage("dochat." + name)
            .should().dependOnClassesThat(resideInAnyPackage(packages(strangers)).or(isOfMain())))));
      }
    }
    return rules.stream();
  }

  @Test
  void everyPackageHasItsPlaceInTheRule() throws IOException {
    try (Stream<Path> folders = Files.list(SOURCES)) {
      assertEquals(new TreeSet<>(STEPS.stream().flatMap(List::stream).toList()),
          folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    check(slices().matching("dochat.(*)..").should().beFreeOfCycles());
  }

  /** The checker locks a store from outside, as another program does. */
  @Test
  void sqlIsOnlyInTheStore() {
    check(noClasses().that().resideOutsideOfPackages("dochat.store", "dochat.verify").should().dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..", "org.sqlite..", "org.postgresql..")));
  }

  @Test
  void theEventBusIsOnlyInBus() {
    check(onlyIn("dochat.bus", resideInAnyPackage("io.vertx.core.eventbus..")));
  }

  @Test
  void whatChecksPasskeysIsOnlyInSecurity() {
    check(onlyIn("dochat.security", resideInAnyPackage("com.webauthn4j..", "tools.jackson..")));
  }

  @Test
  void theClusterManagerIsOnlyInBus() {
    check(onlyIn("dochat.bus", resideInAnyPackage("com.hazelcast..", "io.vertx.spi..")));
  }

  @Test
  void connectionsAreOnlyInDoorAndWeb() {
    check(noClasses().that().resideOutsideOfPackages("dochat.door", "dochat.web", "dochat.oidc", "dochat.verify", "dochat.bench.peer", "dochat")
        .should().dependOnClassesThat(resideInAnyPackage("io.vertx.core.http..", "io.vertx.core.net..", "io.vertx.ext.web..")));
  }

  @Test
  void doorsKnowNoRoomsAndTheChatKnowsNoConnections() {
    check(noClasses().that().resideInAPackage("dochat.door").should().dependOnClassesThat(resideInAnyPackage("dochat.room", "dochat.chat", "dochat.presence")));
    check(noClasses().that().resideInAPackage("dochat.chat").should().dependOnClassesThat(resideInAnyPackage("dochat.door", "dochat.session", "dochat.web")));
  }

  @Test
  void theTalkIsAProgramOfItsOwn() {
    check(noClasses().that().resideInAPackage("dochat.talk").should().dependOnClassesThat(resideInAnyPackage("dochat..").and(
        DescribedPredicate.not(resideInAnyPackage("dochat.talk", "dochat.protocol", "dochat.config", "dochat.model")))));
    check(noClasses().that().resideOutsideOfPackages("dochat.talk", "dochat").should().dependOnClassesThat(resideInAnyPackage("dochat.talk")));
    check(onlyIn("dochat.talk", resideInAnyPackage("org.jline..")));
  }

  @Test
  void theCheckerIsAProgramOfItsOwn() {
    check(noClasses().that().resideInAPackage("dochat.verify").should().dependOnClassesThat(resideInAnyPackage("dochat..").and(
        DescribedPredicate.not(resideInAnyPackage("dochat.verify", "dochat.child", "dochat.protocol", "dochat.config", "dochat.model")))));
    check(noClasses().that().resideOutsideOfPackages("dochat.verify", "dochat").should().dependOnClassesThat(resideInAnyPackage("dochat.verify")));
  }

  @Test
  void theLoadGeneratorIsAProgramOfItsOwn() {
    check(noClasses().that().resideInAPackage("dochat.bench..").should().dependOnClassesThat(resideInAnyPackage("dochat..").and(
        DescribedPredicate.not(resideInAnyPackage("dochat.bench..", "dochat.child", "dochat.config")))));
    check(noClasses().that().resideInAPackage("dochat.bench.peer").should().dependOnClassesThat(resideInAnyPackage("dochat..").and(
        DescribedPredicate.not(resideInAnyPackage("dochat.bench.peer")))));
    check(noClasses().that().resideOutsideOfPackages("dochat.bench..", "dochat").should().dependOnClassesThat(resideInAnyPackage("dochat.bench..")));
    check(onlyIn("dochat.bench", resideInAnyPackage("org.HdrHistogram..")));
  }

  @Test
  void nodesDoNotKnowWhoStartsThem() {
    check(noClasses().that().resideOutsideOfPackages("dochat.child", "dochat.verify", "dochat.bench").should().dependOnClassesThat(resideInAnyPackage("dochat.child")));
    check(noClasses().that().resideInAPackage("dochat.child").should().dependOnClassesThat(resideInAnyPackage("dochat..").and(
        DescribedPredicate.not(resideInAnyPackage("dochat.child")))));
  }

  @Test
  void onlyWhatAsksAProviderKnowsItsTokens() {
    check(onlyIn("dochat.oidc", resideInAnyPackage("com.nimbusds..")));
  }

  @Test
  void onlyTheTraceKnowsOpenTelemetry() {
    check(onlyIn("dochat.trace", resideInAnyPackage("io.opentelemetry..")));
  }

  @Test
  void theProtocolDoesNoInputOrOutput() {
    check(noClasses().that().resideInAnyPackage("dochat.protocol", "dochat.model")
        .should().dependOnClassesThat(resideInAnyPackage("io.vertx.core", "io.vertx.core.buffer..", "java.io", "java.nio.file..", "java.net..")));
  }

  @Test
  void blocksOnlyOnWorkersOfItsOwn() {
    check(noClasses().that().resideOutsideOfPackages("dochat.store", "dochat.security", "dochat.picture").should().callMethodWhere(isNamed("executeBlocking")));
    check(noClasses().that().resideOutsideOfPackages("dochat.store", "dochat.talk", "dochat.verify", "dochat.bench", "dochat").should().callMethodWhere(isNamed("sleep", "join", "get", "await")
        .and(isOn("java.lang.Thread", "java.util.concurrent.TimeUnit", "java.util.concurrent.CompletableFuture", "java.util.concurrent.CountDownLatch",
            "java.util.concurrent.Future"))));
    check(noClasses().should().callMethodWhere(isNamed("await").and(isOn("io.vertx.core.Future"))));
  }

  @Test
  void noMethodIsSynchronized() {
    check(methods().that().areDeclaredInClassesThat().resideOutsideOfPackage("dochat.store").should().notHaveModifier(JavaModifier.SYNCHRONIZED));
  }

  /** Byte code has no trace of blocks that ArchUnit could see. */
  @Test
  void noBlockIsSynchronized() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".java") && !file.startsWith(SOURCES.resolve("store")))
          .filter(file -> text(file).contains("synchronized (")).toList());
    }
  }

  private static ArchRule onlyIn(String home, DescribedPredicate<JavaClass> things) {
    return noClasses().that().resideOutsideOfPackage(home).should().dependOnClassesThat(things);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CODE);
  }

  private static DescribedPredicate<JavaAccess<?>> isNamed(String... names) {
    return DescribedPredicate.describe("is named " + List.of(names), access -> List.of(names).contains(access.getTarget().getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> isOn(String... owners) {
    return DescribedPredicate.describe("is on " + List.of(owners), access -> List.of(owners).contains(access.getTargetOwner().getName()));
  }

  private static DescribedPredicate<JavaClass> isOfMain() {
    return DescribedPredicate.describe("is of Main's package", type -> type.getPackageName().equals("dochat"));
  }

  private static boolean isBeside(List<String> step, String name, String other) {
    return step.contains(other) && !other.equals(name);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> "dochat." + name).toArray(String[]::new);
  }

  private static List<List<String>> steps() {
    Matcher rule = Pattern.compile("(?m)^ {4}(.+) < Main$").matcher(text(Path.of("CONTRIBUTING.md")));
    if (!rule.find()) {
      throw new AssertionError("CONTRIBUTING.md has no import rule");
    }
    return Arrays.stream(rule.group(1).split(" < ")).map(step -> List.of(step.split(", "))).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
