#!/bin/bash
# `./dochat test --pods`: the image as it is built, pods as the manifests make them, and everything that happens to a Deployment in its life, while
# people chat and the checker of docs/guarantees.md looks on. No cluster and no Docker: buildah, podman, dnsmasq, HAProxy and PostgreSQL, all in a
# network namespace of its own. Needs root, Debian's packages and a JDK 25; prints what it does, and ends with 0 when every promise was kept.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd -P)
self=$root/deploy/test/pods.sh
work=${DOCHAT_PODS:-$root/target/pods}
gateway=10.89.7.1
gateway6=fd00:89:7::1
image=localhost/dochat
java=${JAVA_HOME:?}/bin/java
export CONTAINERS_CONF=$work/containers.conf XDG_CONFIG_HOME=$work
# Where .ci/prepare puts kubectl.
export PATH=$root/target/kubectl:$PATH

say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
stop() { say "$*" >&2; exit 1; }
storage=(--root "$work/storage" --runroot "$work/run" --storage-driver overlay)
# What stays behind must not keep the checker's input open.
pod_man() { podman "${storage[@]}" --network-config-dir "$work/networks" "$@" 9>&- 2> >(grep -v -e 'Error validating CNI config' -e healthcheck >&2); }
build_ah() { buildah "${storage[@]}" "$@" 2> >(grep -v -e 'Error validating CNI config' -e healthcheck >&2); }

# --- outside of the namespace: the images -----------------------------------------------------------------------------------------------------

# Bases from Debian's packages instead of a registry: a JDK with a shell to build with, and nothing but glibc to run on.
build_bases() {
  if build_ah images -q $image-jdk >/dev/null 2>&1; then return; fi
  local context=$work/bases
  mkdir -p "$context"
  mmdebstrap --quiet --variant=minbase --include=curl,ca-certificates,unzip bookworm "$context/jdk.tar"
  mmdebstrap --quiet --variant=extract --include=base-files,libc6,libgcc-s1,netbase,tzdata bookworm "$context/runtime.tar"
  cp -aL "$JAVA_HOME/." "$context/openjdk"
  printf 'FROM scratch\nADD runtime.tar /\n' >"$context/runtime"
  printf 'FROM scratch\nADD jdk.tar /\nCOPY openjdk /opt/java/openjdk\nENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/bin:/bin\n' >"$context/jdk"
  build_ah bud -q -f "$context/runtime" -t $image-base "$context" >/dev/null
  build_ah bud -q -f "$context/jdk" -t $image-jdk "$context" >/dev/null
  rm -rf "$context"
}

# With the libraries that the launcher has fetched already. The second image is the same program under another name, as an update is.
build_images() {
  build_ah bud -q --layers --isolation chroot --format docker --build-arg JDK=$image-jdk --build-arg BASE=$image-base \
    -v "$HOME/.m2:/root/.m2" -t $image:one "$root" >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; stop "the image cannot be built"; }
  local next
  next=$(build_ah from $image:one)
  build_ah config --label org.opencontainers.image.revision=next "$next"
  build_ah commit -q "$next" $image:two >/dev/null
  build_ah rm "$next" >/dev/null
  say "the image is built: $(build_ah images --format '{{.Size}}' $image:one)"
}

settings() {
  mkdir -p "$work/networks"
  cat >"$CONTAINERS_CONF" <<END
[containers]
default_ulimits = ["nofile=20000:20000","nproc=10000:10000"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
[network]
network_backend = "netavark"
END
}

# --- in the namespace: what is around the pods -------------------------------------------------------------------------------------------------

start_network() {
  ip link set lo up
  pod_man network exists pods || pod_man network create --disable-dns --subnet 10.89.7.0/24 --gateway $gateway pods >/dev/null
  # The bridge comes with the first container; what listens on its address has to be there before.
  pod_man network exists pods6 || pod_man network create --disable-dns --ipv6 --subnet fd00:89:7::/64 --gateway $gateway6 pods6 >/dev/null
  ip address add $gateway/32 dev lo
  ip -6 address add $gateway6/128 dev lo nodad
}

start_database() {
  mkdir -p "$work/database" && chown postgres "$work/database"
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  runuser -u postgres -- "$bin/initdb" -D "$work/database/data" -U chat -A trust --no-sync -E UTF8 --no-locale >/dev/null
  printf 'host all all 10.89.7.0/24 trust\nhost all all fd00:89:7::/64 trust\n' >>"$work/database/data/pg_hba.conf"
  runuser -u postgres -- "$bin/postgres" -D "$work/database/data" -c listen_addresses=$gateway,$gateway6 -c max_connections=300 -c unix_socket_directories= -c fsync=off \
    >"$work/database.log" 2>&1 &
  helpers+=($!)
  until "$bin/psql" -q -h $gateway -U chat -d postgres -c 'CREATE DATABASE chat' 2>/dev/null; do sleep 0.2; done
  "$bin/psql" -q -h $gateway -U chat -d postgres -c 'CREATE DATABASE chat6'
}

# The headless Service: one name, the addresses of all pods, asked for anew every time.
start_dns() {
  mkdir -p "$work/hosts" && : >"$work/hosts/members"
  dnsmasq --keep-in-foreground --no-resolv --no-hosts --hostsdir="$work/hosts" --local-ttl=1 --listen-address=$gateway --listen-address=$gateway6 --bind-interfaces --user=root \
    --pid-file= >"$work/dns.log" 2>&1 &
  dns=$!
  helpers+=("$dns")
}

# The Service and the Ingress: those that are ready, asked as the kubelet asks.
start_balancer() {
  {
    printf 'global\n  maxconn 4000\n  stats socket %s/balancer.sock\ndefaults\n  mode http\n  timeout connect 2s\n  timeout check 3s\n  timeout client 75s\n  timeout server 75s\n  timeout tunnel 75s\n  retries 3\n  option redispatch\n  option forwardfor\n' "$work"
    printf 'frontend web\n  bind 127.0.0.1:8080\n  default_backend web\nfrontend tcp\n  mode tcp\n  bind 127.0.0.1:7000\n  default_backend tcp\n'
    for kind in web tcp; do
      printf 'backend %s\n  mode %s\n  balance roundrobin\n  option httpchk GET /health/ready\n' $kind $([ $kind = web ] && echo http || echo tcp)
      for n in $(seq 10 29); do
        echo "  server p$n 10.89.7.$n:$([ $kind = web ] && echo 8080 || echo 7000) check port 9080 inter 1s fall 2 rise 1"
      done
    done
  } >"$work/balancer.cfg"
  haproxy -db -f "$work/balancer.cfg" >"$work/balancer.log" 2>&1 &
  helpers+=($!)
}

# --- pods ----------------------------------------------------------------------------------------------------------------------------------

# The Deployment of the demo as kubectl renders it; but for ports, which podman would bind on the host, probes, which are the kubelet's, and volumes,
# to which podman would give no owner: those of the image stand in for them.
# What it takes from the Secret is put in by podman.
render() {
  kind_of_net 4
  mkdir -p "$work/rendered"
  kubectl kustomize "$root/deploy/kubernetes/overlays/demo" | awk 'BEGIN { RS = "---\n" } /\nkind: Deployment\n|^kind: Deployment\n/' >"$work/rendered/deployment.yaml"
  secret=$(sed -n '/secretKeyRef/,/name:/s/^ *name: //p' "$work/rendered/deployment.yaml" | head -1)
  secret_is "chat@$gateway/chat"
}

# secret_is <where the database is>: in the form in which podman 4.3 looks into it.
secret_is() {
  pod_man secret rm "$secret" >/dev/null 2>&1 || :
  printf '{"url":"%s"}' "$(printf 'postgresql://%s' "$1" | base64 -w0)" | pod_man secret create "$secret" - >/dev/null
}

# kind_of_net <4|6>: pods are of IPv4 only, or of IPv6 only.
kind_of_net() {
  next=10
  if [ "$1" = 4 ]; then net=pods prefix=10.89.7. letter=p dns_address=$gateway; else net=pods6 prefix=fd00:89:7:: letter=q dns_address=$gateway6; fi
}

# pod_up <tag>: another pod of this image; $pod is its name.
pod_up() {
  pod=$letter$next
  mkdir -p "$work/rendered/$pod"
  cp "$work/rendered/deployment.yaml" "$work/rendered/$pod/"
  cat >"$work/rendered/$pod/kustomization.yaml" <<END
resources: [deployment.yaml]
nameSuffix: -$pod
images: [{name: dochat, newName: $image, newTag: $1}]
replicas: [{name: dochat, count: 1}]
patches:
  - target: {kind: Deployment}
    patch: |
      - {op: remove, path: /spec/template/spec/containers/0/ports}
      - {op: remove, path: /spec/template/spec/containers/0/startupProbe}
      - {op: remove, path: /spec/template/spec/containers/0/readinessProbe}
      - {op: remove, path: /spec/template/spec/containers/0/livenessProbe}
      - {op: remove, path: /spec/template/spec/containers/0/volumeMounts}
      - {op: remove, path: /spec/template/spec/volumes}
      - {op: add, path: /spec/template/spec/dnsPolicy, value: None}
      - {op: add, path: /spec/template/spec/dnsConfig, value: {nameservers: ["$dns_address"]}}
  - target: {kind: Deployment}
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: dochat}
      spec: {template: {spec: {containers: [{name: node, env: [{name: DOCHAT_OPS_HOST, value: "$prefix$next", valueFrom: null}]}]}}}
END
  kubectl kustomize "$work/rendered/$pod" >"$work/rendered/$pod.yaml"
  listed "$pod"
  pod_man kube play --network $net --ip "$prefix$next" "$work/rendered/$pod.yaml" >/dev/null
  pods+=("$pod")
  next=$((next + 1))
}

container() { echo "dochat-$1-pod-0-node"; }
address() { case $1 in p*) echo "10.89.7.${1#p}" ;; q*) echo "fd00:89:7::${1#q}" ;; esac; }
url() { case $1 in p*) echo "http://$(address "$1")" ;; q*) echo "http://[$(address "$1")]" ;; esac; }
pid_of() { pod_man inspect --format '{{.State.Pid}}' "$(container "$1")"; }
listed() { echo "$(address "$1") dochat-members" >"$work/hosts/$1"; }
unlisted() { rm -f "$work/hosts/$1"; kill -HUP "$dns"; }
is_ready() { curl -sf -m 3 -o /dev/null "$(url "$1"):9080/health/ready"; }
counts() { curl -sf -m 3 "$(url "$1"):9080/metrics"; }
members_of() { counts "$1" | sed -n 's/^dochat_nodes \([0-9]*\).*/\1/p'; }

# within <seconds> <what> <command…>: waits until it is so.
within() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ $SECONDS -lt $limit ] || stop "not within the time: $what"
    sleep 0.3
  done
}
all_ready() { local p; for p in "${pods[@]}"; do is_ready "$p" || return 1; done; }
# Every pod sees as many members as there are pods.
is_whole() { local p; for p in "${pods[@]}"; do [ "$(members_of "$p" 2>/dev/null)" = ${#pods[@]} ] || return 1; done; }
settled() {
  within 120 "all pods ready" all_ready
  within 120 "a cluster of ${#pods[@]}" is_whole
  say "ready, and one cluster of ${#pods[@]}; sessions by pod: $(shares)"
}
shares() { local p; for p in "${pods[@]}"; do counts "$p" | awk '/^dochat_sessions/ { s += $2 } END { printf "%d ", s }'; done; }

forget() { local p kept=(); for p in "${pods[@]}"; do [ "$p" = "$1" ] || kept+=("$p"); done; pods=("${kept[@]}"); }

# It takes all for ready until it has asked them.
balancer_knows() { local i; for i in $(seq 20); do curl -sf -m 1 -o /dev/null http://127.0.0.1:8080/health/ready || return 1; done; }

# As the kubelet ends a pod: out of the Service, SIGTERM, and no more time than the manifest gives.
pod_down() {
  local began=$SECONDS code
  pod_man stop -t "$(sed -n 's/^ *terminationGracePeriodSeconds: //p' "$work/rendered/deployment.yaml")" "$(container "$1")" >/dev/null
  code=$(pod_man inspect --format '{{.State.ExitCode}}' "$(container "$1")")
  unlisted "$1"
  say "$1 has left after $((SECONDS - began)) s with exit code $code"
  [ "$code" -eq 0 ] || stop "$1 did not leave by itself"
}

# A permanent entry for a machine that is not there: nothing breaks, nothing comes.
part() {
  nsenter -t "$(pid_of "$1")" -n ip neigh replace "$(address "$2")" lladdr 02:00:00:00:00:01 nud permanent dev eth0
  nsenter -t "$(pid_of "$2")" -n ip neigh replace "$(address "$1")" lladdr 02:00:00:00:00:01 nud permanent dev eth0
}
mend() {
  nsenter -t "$(pid_of "$1")" -n ip neigh del "$(address "$2")" dev eth0
  nsenter -t "$(pid_of "$2")" -n ip neigh del "$(address "$1")" dev eth0
}

# --- the life of a Deployment --------------------------------------------------------------------------------------------------------------------

now() {
  say "== $*"
  kill -0 "$checker" || stop "the checker has ended"
  echo "$*" >&9
}

start_checker() {
  mkfifo "$work/steps"
  "$java" -XX:TieredStopAtLevel=1 -Xmx512m -XX:+UseSerialGC -cp "$root/target/dochat.jar:$root/target/lib/*" dochat.Main verify --at 8080/7000 \
    --clients "${DOCHAT_PODS_CLIENTS:-30}" --rooms 3 <"$work/steps" >"$work/checker.log" 2>&1 &
  checker=$!
  exec 9>"$work/steps"
  within 90 "people chat" grep -q acknowledged "$work/checker.log"
}

life() {
  pods=()
  pod_up one
  within 90 "the first pod" all_ready
  within 20 "the load balancer" balancer_knows
  start_checker
  now "scale from 1 to 3"
  pod_up one
  pod_up one
  settled
  now "rolling update of 3"
  local old
  for old in "${pods[@]}"; do
    pod_up two
    settled
    pod_down "$old"
    forget "$old"
  done
  now "scale from 3 to 5 while DNS is silent for 10 s"
  kill -STOP "$dns"
  pod_up two
  pod_up two
  local silent=$((SECONDS + 10))
  while [ $SECONDS -lt $silent ]; do
    if is_ready "${pods[3]}" || is_ready "${pods[4]}"; then stop "a pod that cannot know the others is ready"; fi
    sleep 0.3
  done
  kill -CONT "$dns"
  settled
  now "a pod is killed"
  pod_man pod rm -f -t 0 "dochat-${pods[0]}-pod-0" >/dev/null
  unlisted "${pods[0]}"
  forget "${pods[0]}"
  pod_up two
  settled
  now "partition between two pods"
  part "${pods[0]}" "${pods[1]}"
  sleep 25
  say "ready: $(for p in "${pods[@]}"; do is_ready "$p" && echo -n "$p "; done)"
  mend "${pods[0]}" "${pods[1]}"
  now "the partition heals"
  settled
  now "scale from 5 to 2"
  local leaving=("${pods[@]:2}") p waiting=()
  for p in "${leaving[@]}"; do pod_down "$p" & waiting+=($!); done
  for p in "${waiting[@]}"; do wait "$p"; done
  for p in "${leaving[@]}"; do forget "$p"; done
  settled
  exec 9>&-
  local code=0
  wait "$checker" || code=$?
  for p in "${pods[@]}"; do pod_man pod rm -f -t 0 "dochat-$p-pod-0" >/dev/null; unlisted "$p"; done
  say "== pods of IPv6 only"
  pods=()
  kind_of_net 6
  secret_is "chat@[$gateway6]/chat6"
  pod_up one
  pod_up one
  settled
  sed -n '/messages written/,$p' "$work/checker.log"
  return $code
}

remove_pods() { pod_man pod rm -f -a -t 0 >"$work/removed.log" 2>&1 || cat "$work/removed.log" >&2; }

finish() {
  local code=$?
  trap - EXIT
  set +e
  [ $code -eq 0 ] || { tail -5 "$work/checker.log" 2>/dev/null; logs; }
  remove_pods
  kill "${helpers[@]}" ${checker-} 2>/dev/null || :
  wait
  rm -rf "$work/database" "$work/hosts" "$work/rendered" "$work/steps"
  exit $code
}

logs() {
  local p
  for p in $(pod_man ps -a --format '{{.Names}}' | grep -- -node || :); do
    echo "--- $p"
    pod_man logs "$p" 2>&1 | tail -20
  done
}

inside() {
  helpers=()
  trap finish EXIT
  cd "$work" # in a folder with something of the image's name, podman would build that
  rm -rf "$work/database" "$work/hosts" "$work/rendered" "$work/steps"
  remove_pods # of a run that was cut off
  start_network
  start_database
  start_dns
  start_balancer
  render
  life
}

if [ "${1-}" = inside ]; then
  inside
else
  settings
  build_bases
  build_images
  exec unshare --net --mount --propagation private bash "$self" inside
fi
