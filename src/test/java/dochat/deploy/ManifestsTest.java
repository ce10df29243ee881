package dochat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests of deploy/kubernetes: what Kubernetes takes, what a careful operator asks of any pod, and what doChat's own promises need. */
class ManifestsTest {
  private static final Manifests DEMO = Manifests.of("demo");
  private static final Manifests PRODUCTION = Manifests.of("production");
  private static final Pattern TAGGED = Pattern.compile("[^@]+:[A-Za-z0-9._-]+");
  private static final Set<String> LABELS = Set.of("app.kubernetes.io/name", "app.kubernetes.io/part-of");
  /** What a node needs beyond --drain-seconds at most, see Main. */
  private static final int GRACE_SECONDS = 10;
  private static final int DRAIN_SECONDS = 30;
  /** So long the tables may be brought up to date. */
  private static final int MIGRATION_SECONDS = 3_600;

  static Stream<Manifests> overlays() {
    return Stream.of(DEMO, PRODUCTION);
  }

  /** One that is refused shows that the parsing can refuse. */
  @Test
  void unknownFieldsAndKindsAreRefused() {
    String service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  clusterIP: None\n";
    assertEquals("a", Manifests.parse(service).get(0).getMetadata().getName());
    assertThrows(RuntimeException.class, () -> Manifests.parse(service.replace("clusterIP", "clusterIp")));
    assertThrows(RuntimeException.class, () -> Manifests.parse(service.replace("kind: Service", "kind: Servic")));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyObjectHasItsLabelsAndOneNamespace(Manifests manifests) {
    for (HasMetadata object : manifests.objects()) {
      String name = object.getKind() + " " + object.getMetadata().getName();
      assertTrue(object.getMetadata().getLabels() != null && object.getMetadata().getLabels().keySet().containsAll(LABELS), name);
    }
    Set<String> namespaces = manifests.objects().stream().map(object -> object.getMetadata().getNamespace()).filter(Objects::nonNull).collect(Collectors.toSet());
    assertEquals(1, namespaces.size(), namespaces.toString());
    manifests.pods().forEach(pod -> assertTrue(pod.getMetadata().getLabels().keySet().containsAll(LABELS)));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void podsMayDoAsLittleAsTheStrictestRulesAllow(Manifests manifests) {
    for (PodSpec pod : specs(manifests)) {
      PodSecurityContext context = pod.getSecurityContext();
      assertTrue(context.getRunAsNonRoot() && context.getRunAsUser() > 0 && context.getRunAsGroup() > 0);
      assertEquals("RuntimeDefault", context.getSeccompProfile().getType());
      assertFalse(pod.getAutomountServiceAccountToken());
      assertFalse(manifests.the(ServiceAccount.class, pod.getServiceAccountName()).getAutomountServiceAccountToken());
      assertTrue(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()).allMatch(Objects::isNull));
      assertTrue(pod.getVolumes().stream().allMatch(volume -> volume.getEmptyDir() != null || volume.getConfigMap() != null), "nothing of the machine's own");
      for (Container container : containers(pod)) {
        SecurityContext own = container.getSecurityContext();
        assertTrue(!own.getAllowPrivilegeEscalation() && own.getReadOnlyRootFilesystem(), container.getName());
        assertEquals(List.of("ALL"), own.getCapabilities().getDrop());
        assertTrue(own.getCapabilities().getAdd().isEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void containersHaveLimitsProbesAndAnImageOfOneVersion(Manifests manifests) {
    for (Container container : specs(manifests).stream().flatMap(pod -> containers(pod).stream()).toList()) {
      assertTrue(TAGGED.matcher(container.getImage()).matches() && !container.getImage().endsWith(":latest"), container.getImage());
      assertTrue(container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory")), container.getName());
      assertTrue(container.getResources().getLimits().keySet().containsAll(Set.of("cpu", "memory")), container.getName());
      assertEquals(container.getResources().getLimits().get("memory"), container.getResources().getRequests().get("memory"),
          "memory that is promised twice is taken back by killing");
      Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()).forEach(probe -> assertTrue(probe != null, container.getName()));
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everySelectorFindsExactlyOneKindOfPod(Manifests manifests) {
    List<Map<String, String>> selectors = new ArrayList<>();
    manifests.all(Service.class).forEach(service -> selectors.add(service.getSpec().getSelector()));
    manifests.all(PodDisruptionBudget.class).forEach(budget -> selectors.add(budget.getSpec().getSelector().getMatchLabels()));
    manifests.all(NetworkPolicy.class).forEach(policy -> selectors.add(policy.getSpec().getPodSelector().getMatchLabels()));
    manifests.all(NetworkPolicy.class).stream().flatMap(policy -> policy.getSpec().getIngress().stream()).flatMap(rule -> rule.getFrom().stream())
        .filter(peer -> peer.getNamespaceSelector() == null).forEach(peer -> selectors.add(peer.getPodSelector().getMatchLabels()));
    specs(manifests).stream().flatMap(pod -> pod.getTopologySpreadConstraints().stream()).forEach(spread -> selectors.add(spread.getLabelSelector().getMatchLabels()));
    for (Map<String, String> selector : selectors) {
      assertEquals(1, manifests.pods().stream().filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())).count(), selector.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void aNewNodeServesBeforeAnOldOneLeaves(Manifests manifests) {
    RollingUpdateDeployment update = deployment(manifests).getSpec().getStrategy().getRollingUpdate();
    assertEquals(List.of(0, 1), List.of(update.getMaxUnavailable().getIntVal(), update.getMaxSurge().getIntVal()));
    assertEquals(1, manifests.the(PodDisruptionBudget.class, "dochat").getSpec().getMaxUnavailable().getIntVal());
  }

  @Test
  void aNodeHasTimeToLeave() {
    assertTrue(deployment(PRODUCTION).getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds() > DRAIN_SECONDS + GRACE_SECONDS);
  }

  /** A restart mends neither the store nor the cluster, and readiness is only waited for by who asks often. */
  @Test
  void probesMeanWhatTheySay() {
    Container node = node(PRODUCTION);
    assertEquals(List.of("/health/live", "/health/ready", "/health/live"),
        Stream.of(node.getStartupProbe(), node.getReadinessProbe(), node.getLivenessProbe()).map(probe -> probe.getHttpGet().getPath()).toList());
    assertTrue(Stream.of(node.getStartupProbe(), node.getReadinessProbe(), node.getLivenessProbe()).allMatch(probe -> probe.getHttpGet().getPort().getStrVal().equals("ops")));
    Probe startup = node.getStartupProbe();
    assertTrue(startup.getPeriodSeconds() * startup.getFailureThreshold() >= MIGRATION_SECONDS, "a migration that is killed begins from the start");
    Probe ready = node.getReadinessProbe();
    assertTrue(ready.getPeriodSeconds() * ready.getFailureThreshold() + ready.getTimeoutSeconds() < DRAIN_SECONDS / 4.0, "seen before clients are sent away");
    assertTrue(ready.getTimeoutSeconds() * 1000 > 2_500, "a node takes so long to say that it is not");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void membersAreFoundBeforeTheyAreReady(Manifests manifests) {
    Service members = manifests.the(Service.class, "dochat-members");
    assertEquals("None", members.getSpec().getClusterIP());
    assertTrue(members.getSpec().getPublishNotReadyAddresses());
    assertEquals("dns:" + members.getMetadata().getName(), env(node(manifests), "DOCHAT_CLUSTER"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void onlyTheDoorsAreOpenToStrangers(Manifests manifests) {
    NetworkPolicy policy = manifests.the(NetworkPolicy.class, "dochat");
    assertEquals(List.of("Ingress"), policy.getSpec().getPolicyTypes());
    Set<String> open = new TreeSet<>();
    for (NetworkPolicyIngressRule rule : policy.getSpec().getIngress()) {
      if (rule.getFrom().isEmpty()) {
        rule.getPorts().forEach(port -> open.add(port.getPort().getStrVal()));
        assertFalse(rule.getPorts().isEmpty(), "a rule without both is no rule");
      }
    }
    assertEquals(Set.of("http", "tcp"), open);
    Set<String> published = new TreeSet<>();
    manifests.all(Service.class).stream().filter(service -> service.getMetadata().getName().equals("dochat"))
        .forEach(service -> service.getSpec().getPorts().forEach(port -> published.add(port.getTargetPort().getStrVal())));
    assertEquals(open, published, "nobody reaches what operators ask through a Service");
  }

  /** What kustomize puts on our own pods must not be asked of Prometheus. */
  @ParameterizedTest
  @MethodSource("overlays")
  void metricsAreForPrometheusInTheNamespaceOfMonitoring(Manifests manifests) {
    NetworkPolicyIngressRule rule = manifests.the(NetworkPolicy.class, "dochat").getSpec().getIngress().stream()
        .filter(one -> one.getPorts().stream().anyMatch(port -> port.getPort().getStrVal().equals("ops"))).findFirst().orElseThrow();
    NetworkPolicyPeer peer = rule.getFrom().get(0);
    assertEquals(1, rule.getFrom().size());
    assertEquals(Map.of("kubernetes.io/metadata.name", "monitoring"), peer.getNamespaceSelector().getMatchLabels());
    assertTrue(peer.getPodSelector().getMatchLabels().isEmpty(), peer.toString());
    assertEquals(List.of(new LabelSelectorRequirement("app.kubernetes.io/name", "In", List.of("prometheus"))), peer.getPodSelector().getMatchExpressions());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void noRequestHasToComeBackToTheSameNode(Manifests manifests) {
    manifests.all(Service.class).forEach(service -> assertNull(service.getSpec().getSessionAffinity()));
    for (Ingress ingress : manifests.all(Ingress.class)) {
      Map<String, String> words = ingress.getMetadata().getAnnotations();
      assertTrue(words.keySet().stream().noneMatch(word -> word.contains("affinity") || word.contains("hash")));
      assertEquals("75", words.get("nginx.ingress.kubernetes.io/proxy-read-timeout"));
    }
  }

  @Test
  void theClustersDoorIsTakenForOneHostOnly() {
    assertTrue(DEMO.all(Ingress.class).isEmpty());
    IngressSpec ingress = PRODUCTION.the(Ingress.class, "dochat").getSpec();
    assertEquals("nginx", ingress.getIngressClassName());
    assertTrue(!ingress.getRules().isEmpty() && ingress.getRules().stream().allMatch(rule -> rule.getHost() != null));
    assertEquals(ingress.getRules().stream().map(rule -> rule.getHost()).toList(), ingress.getTls().get(0).getHosts());
  }

  @Test
  void theNumberOfNodesIsTheAutoscalersAndGoesDownSlowly() {
    assertNull(deployment(PRODUCTION).getSpec().getReplicas());
    HorizontalPodAutoscaler scaler = PRODUCTION.the(HorizontalPodAutoscaler.class, "dochat");
    assertEquals(List.of("Resource"), metrics(scaler), "where one is unknown, no node is ever taken away");
    assertEquals(List.of("Resource", "Pods"), metrics(PRODUCTION.with("connections").the(HorizontalPodAutoscaler.class, "dochat")));
    assertTrue(scaler.getSpec().getMinReplicas() > PRODUCTION.the(PodDisruptionBudget.class, "dochat").getSpec().getMaxUnavailable().getIntVal());
    var down = scaler.getSpec().getBehavior().getScaleDown();
    assertEquals(List.of("Pods", 1), List.of(down.getPolicies().get(0).getType(), down.getPolicies().get(0).getValue()));
    assertTrue(down.getStabilizationWindowSeconds() >= 600 && down.getPolicies().get(0).getPeriodSeconds() >= 300);
    assertTrue(DEMO.all(HorizontalPodAutoscaler.class).isEmpty());
    assertEquals(3, deployment(DEMO).getSpec().getReplicas());
  }

  @Test
  void productionHasNoSecretsInFiles() {
    assertTrue(PRODUCTION.all(Secret.class).isEmpty());
    assertEquals(1, PRODUCTION.pods().size(), "its database is elsewhere");
  }

  /** The driver would look for it in a home that the user of the image has not. */
  @Test
  void theCertificateOfTheDatabaseCanBeChecked() throws IOException {
    Volume ca = specs(PRODUCTION).get(0).getVolumes().stream().filter(volume -> volume.getName().equals("ca")).findFirst().orElseThrow();
    String mount = node(PRODUCTION).getVolumeMounts().stream().filter(one -> one.getName().equals("ca")).findFirst().orElseThrow().getMountPath();
    String steps = Files.readString(Path.of("deploy/kubernetes/overlays/production/kustomization.yaml"));
    assertTrue(steps.contains("configmap " + ca.getConfigMap().getName() + " --from-file=root.crt="));
    assertTrue(steps.contains("sslmode=verify-full&sslrootcert=" + mount + "/root.crt'"));
  }

  /** The image, the manifests and the jar are of one version. */
  @Test
  void versionsAgree() throws IOException {
    String version = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*?<artifactId>dochat</artifactId>\\s*<version>([^<]+)</version>.*", "$1");
    assertTrue(Files.readString(Path.of("Dockerfile")).contains("ARG VERSION=" + version + "\n"));
    overlays().forEach(manifests -> assertTrue(node(manifests).getImage().endsWith("dochat:" + version), node(manifests).getImage()));
  }

  private static List<String> metrics(HorizontalPodAutoscaler scaler) {
    return scaler.getSpec().getMetrics().stream().map(metric -> metric.getType()).toList();
  }

  private static Deployment deployment(Manifests manifests) {
    return manifests.the(Deployment.class, "dochat");
  }

  private static Container node(Manifests manifests) {
    return deployment(manifests).getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  private static String env(Container container, String name) {
    return container.getEnv().stream().filter(variable -> variable.getName().equals(name)).findFirst().orElseThrow().getValue();
  }

  private static List<PodSpec> specs(Manifests manifests) {
    return manifests.pods().stream().map(pod -> pod.getSpec()).toList();
  }

  private static List<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream()).toList();
  }
}
